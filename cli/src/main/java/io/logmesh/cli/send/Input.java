package io.logmesh.cli.send;

import io.logmesh.cli.collect.Container;
import io.logmesh.cli.console.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A file to send, or standard input. */
sealed interface Input {

    /** What standard input is called on the command line. */
    String STDIN = "-";

    /** What messages call it, and the key of its records, which keeps their order. */
    String name();

    /** In bytes, as stored; 0 where nobody knows. */
    long size();

    InputStream open() throws IOException;

    /** The container that wrote it, as its name tells. */
    Optional<Container> container();

    /** Standard input, which can be read but once. */
    record Stdin(InputStream in) implements Input {

        @Override
        public String name() {
            return "stdin";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return in;
        }

        @Override
        public Optional<Container> container() {
            return Optional.empty();
        }
    }

    /** A file that can be read. */
    record LogFile(Path path, long size) implements Input {

        /** As the kubelet links them in /var/log/containers: pod, namespace, container and its id. */
        private static final Pattern CONTAINER_LOG =
                Pattern.compile("([a-z0-9.-]+)_([a-z0-9-]+)_([a-z0-9.-]+)-[0-9a-f]{64}\\.log(\\..*)?");

        static LogFile of(Path path) {
            if (!Files.exists(path)) {
                throw new Refusal("there is no file " + path);
            }
            if (Files.isDirectory(path) || !Files.isReadable(path)) {
                throw new Refusal("can't read " + path + (Files.isDirectory(path) ? ": it is a directory" : ""));
            }
            return new LogFile(path, path.toFile().length());
        }

        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public Optional<Container> container() {
            var parts = CONTAINER_LOG.matcher(name());
            return parts.matches()
                    ? Optional.of(new Container(parts.group(2), parts.group(1), parts.group(3), "", Map.of()))
                    : Optional.empty();
        }
    }

    static Input of(String argument) {
        return argument.equals(STDIN) ? new Stdin(System.in) : LogFile.of(Path.of(argument));
    }

    /** The content of {@code stored}, unpacked where it begins as gzip does. */
    static InputStream unpacked(InputStream stored) throws IOException {
        var in = new BufferedInputStream(stored, 64 << 10);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 64 << 10) : in;
    }
}
