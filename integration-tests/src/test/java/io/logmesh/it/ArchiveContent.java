package io.logmesh.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.cli.connection.Archive;
import io.logmesh.cli.connection.ArchivedObject;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What is in the archive, as {@code ./logmesh audit} reads it. */
final class ArchiveContent implements AutoCloseable {

    private final Archive archive;
    private final ObjectMapper mapper = new ObjectMapper();

    /** @param connection the file that tells the command line where the archive is */
    ArchiveContent(Path connection) {
        archive = CommandLine.populateCommand(new ConnectionOptions(), "--connection", connection.toString())
                .resolve()
                .archive();
    }

    @Override
    public void close() {
        archive.close();
    }

    /** The ids in the archive, each as often as it stands there, as {@code ./logmesh audit} reads them. */
    List<String> archived(String source) throws IOException {
        var ids = new ArrayList<String>();
        for (var object : objects(source)) {
            try (var lines =
                    new BufferedReader(new InputStreamReader(archive.read(object.key()), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    ids.add(mapper.readTree(line).path("event_id").asText());
                }
            }
        }
        return ids;
    }

    /** The source's objects, without manifests. */
    List<ArchivedObject> objects(String source) {
        var objects = new ArrayList<ArchivedObject>();
        archive.forEach(Optional.of(source), object -> {
            if (!object.isManifest()) {
                objects.add(object);
            }
        });
        return objects;
    }

    /** The content of an object, as lines. */
    String content(String key) throws IOException {
        try (var in = archive.read(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same; empty where there is none. */
    Optional<String> find(String key) throws IOException {
        try {
            return Optional.of(content(key));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }
}
