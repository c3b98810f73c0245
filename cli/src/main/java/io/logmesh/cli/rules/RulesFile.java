package io.logmesh.cli.rules;

import io.logmesh.cli.connection.MeshConnection;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.local.MeshOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which {@code logmesh.yaml} is meant, and what stands in it. */
final class RulesFile {

    private RulesFile() {}

    /** The one that was named, else that of this folder, else the local mesh's, else the one that {@code ./logmesh up} takes. */
    static Path find(Optional<Path> named, MeshConnection mesh) {
        return named.or(RulesFile::ofFolder)
                .or(mesh::sourcesFile)
                .or(RulesFile::ofProject)
                .orElseThrow(() -> new Refusal("which logmesh.yaml? There is none in force here: name a file"));
    }

    private static Optional<Path> ofFolder() {
        return Optional.of(Path.of("logmesh.yaml")).filter(Files::exists);
    }

    private static Optional<Path> ofProject() {
        return Optional.ofNullable(System.getProperty("logmesh.home"))
                .map(_ -> MeshOptions.installationFolder().resolve("config").resolve("logmesh.yaml"))
                .filter(Files::exists);
    }

    /** Nothing where it is refused; {@code err} then has a line for each mistake, as compilers write them. */
    static Optional<Sources> read(Path file, PrintWriter err) {
        try {
            return Optional.of(Sources.load(file));
        } catch (InvalidSourcesException e) {
            say(e, err);
            return Optional.empty();
        }
    }

    static void say(InvalidSourcesException refused, PrintWriter err) {
        refused.problems().forEach(err::println);
        err.flush();
    }
}
