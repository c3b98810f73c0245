package io.logmesh.cli.connection;

import io.logmesh.cli.console.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads Java properties files that users name. */
final class PropertiesFile {

    private PropertiesFile() {}

    /** Its keys and values; blank values count as absent. */
    static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("can't read " + file + ": " + reason(e));
        }
        var values = new HashMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            var value = properties.getProperty(key).strip();
            if (!value.isEmpty()) {
                values.put(key, value);
            }
        }
        return values;
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "it is no text in UTF-8";
            default -> e.getMessage();
        };
    }
}
