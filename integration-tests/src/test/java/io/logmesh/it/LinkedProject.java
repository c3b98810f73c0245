package io.logmesh.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A project folder with the real launcher and links to what the build made: so it has a state of its own. */
final class LinkedProject {

    private static final List<String> LINKED = List.of(
            "pom.xml",
            "config",
            "contract",
            "telemetry",
            "router",
            "enricher",
            "s3-archiver",
            "es-indexer",
            "local",
            "bench");

    private final Path folder;

    private LinkedProject(Path folder) {
        this.folder = folder;
    }

    static LinkedProject in(Path folder) throws IOException {
        var real = Path.of("..").toRealPath();
        var target = Files.createDirectories(folder.resolve("cli", "target")).toRealPath();
        var project = new LinkedProject(target.getParent().getParent());
        for (var part : LINKED) {
            link(project.folder.resolve(part), real.resolve(part));
        }
        for (var part : List.of("classes", "lib")) {
            link(target.resolve(part), real.resolve("cli", "target", part));
        }
        var launcher = project.folder.resolve("logmesh");
        Files.copy(
                real.resolve("logmesh"),
                launcher,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        // Newer than the links, so that the launcher finds nothing to build.
        Files.writeString(target.resolve("logmesh.built"), "");
        return project;
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    Path folder() {
        return folder;
    }

    /** Where the mesh keeps its data, logs and process ids. */
    Path home() {
        return folder.resolve(".logmesh");
    }

    /** Starts {@code ./logmesh} with these arguments, and does not wait for its end. */
    LauncherRun start(String... arguments) throws IOException {
        return LauncherRun.start(folder, List.of(arguments));
    }

    /** Runs {@code ./logmesh} with these arguments to its end. */
    LauncherRun run(String... arguments) throws Exception {
        var run = start(arguments);
        run.awaitEnd();
        return run;
    }
}
