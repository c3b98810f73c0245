package io.logmesh.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Properties;

/** The settings files that are written for the servers. */
final class SettingsFile {

    private SettingsFile() {}

    /** Copies a template of this package's resources. */
    static void copy(String resource, Path target) throws IOException {
        Files.writeString(target, text(resource));
    }

    /** Writes a file that only the user can read, since it has a secret in it. Nobody sees a part of it. */
    static void writePrivate(Path target, String text) throws IOException {
        var unfinished = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished);
        if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    unfinished, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.writeString(unfinished, text);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static Properties properties(String resource) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text(resource)));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String resource) {
        try (var in = SettingsFile.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
