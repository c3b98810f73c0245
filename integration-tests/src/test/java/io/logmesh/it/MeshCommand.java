package io.logmesh.it;

import io.logmesh.cli.Main;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The {@code logmesh} command, pointed at one mesh as its users point it: by a connection file. */
final class MeshCommand {

    private final Path connection;

    MeshCommand(LocalMesh mesh, Path folder) throws IOException {
        var settings = new Properties();
        var s3 = mesh.addresses().s3();
        settings.setProperty("kafka.bootstrap.servers", mesh.addresses().kafka());
        settings.setProperty(
                "elasticsearch.url", mesh.addresses().elasticsearch().toString());
        settings.setProperty("s3.endpoint", s3.endpoint().toString());
        settings.setProperty("s3.region", s3.region());
        settings.setProperty("s3.bucket", s3.bucket());
        settings.setProperty("s3.access-key", s3.accessKey());
        settings.setProperty("s3.secret-key", s3.secretKey());
        for (var stage : mesh.stages()) {
            settings.setProperty(
                    "service." + stage.displayName(), mesh.address(stage).toString());
        }
        mesh.sourcesFile().ifPresent(file -> settings.setProperty("sources.file", file.toString()));
        connection = folder.resolve("connection.properties");
        try (var out = Files.newBufferedWriter(connection)) {
            settings.store(out, null);
        }
    }

    /** Runs it, and returns how it ended and what it printed. */
    Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, words, 0, arguments.length);
        words[arguments.length] = "--connection";
        words[arguments.length + 1] = connection.toString();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    record Outcome(int exitCode, String out, String err) {}
}
