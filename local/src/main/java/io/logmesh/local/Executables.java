package io.logmesh.local;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine that children are started with. */
final class Executables {

    /** Standard input that is at its end. */
    static final Redirect NOTHING = Redirect.from(new File("/dev/null"));

    private Executables() {}

    /** The JDK that runs this process; its children run on the same. */
    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    static String java() {
        return javaHome().resolve("bin", "java").toString();
    }

    /** The program of that name in PATH. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The command in a session of its own, where the machine can do that: Ctrl-C in the terminal then reaches only the
     * parent, which stops its children in order.
     */
    static List<String> inOwnSession(List<String> command) {
        var all = new ArrayList<String>();
        find("setsid").map(Path::toString).ifPresent(all::add);
        all.addAll(command);
        return all;
    }
}
