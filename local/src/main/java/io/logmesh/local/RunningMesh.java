package io.logmesh.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The mesh that another process runs in a home folder, for commands that look into it or send to it.
 *
 * @param services the root of the HTTP interface of each process of the services
 * @param logs the log files of servers and services by display name
 * @param sourcesFile the {@code logmesh.yaml} of the services, where there is one
 */
public record RunningMesh(
        MeshAddresses addresses, Map<Stage, URI> services, Map<String, Path> logs, Optional<Path> sourcesFile) {

    public RunningMesh {
        services = Map.copyOf(services);
        logs = Map.copyOf(logs);
    }

    /** The mesh that runs in {@code home}, or nothing where none does or it is still starting. */
    public static Optional<RunningMesh> in(Path home) {
        return told(new MeshHome(home))
                .filter(RunningMesh::hasAddresses)
                .map(properties -> read(properties, new MeshHome(home)));
    }

    /** Whether a mesh is being started in {@code home}, and is not ready yet. */
    public static boolean isStarting(Path home) {
        return told(new MeshHome(home))
                .filter(properties -> !hasAddresses(properties))
                .isPresent();
    }

    static RunningMesh of(LocalMesh mesh) {
        var services = new HashMap<Stage, URI>();
        var logs = new LinkedHashMap<String, Path>();
        for (var server : Server.values()) {
            logs.put(server.displayName(), mesh.servers().log(server));
        }
        for (var stage : mesh.stages()) {
            services.put(stage, mesh.address(stage));
            logs.put(stage.displayName(), mesh.log(stage));
        }
        return new RunningMesh(mesh.addresses(), services, logs, mesh.sourcesFile());
    }

    /** Lets other processes know that a mesh is being started, until it is published. */
    static void announce(MeshHome home) {
        tell(home, ofThisProcess());
    }

    /** Lets other processes find it; only those of the same user, since the S3 secret is in it. */
    void publish(MeshHome home) {
        var properties = ofThisProcess();
        properties.setProperty("kafka", addresses.kafka());
        properties.setProperty("elasticsearch", addresses.elasticsearch().toString());
        properties.setProperty("s3.endpoint", addresses.s3().endpoint().toString());
        properties.setProperty("s3.region", addresses.s3().region());
        properties.setProperty("s3.bucket", addresses.s3().bucket());
        properties.setProperty("s3.access-key", addresses.s3().accessKey());
        properties.setProperty("s3.secret-key", addresses.s3().secretKey());
        services.forEach((stage, uri) -> properties.setProperty(stage.displayName(), uri.toString()));
        sourcesFile.ifPresent(file -> properties.setProperty("sources.file", file.toString()));
        tell(home, properties);
    }

    private static Properties ofThisProcess() {
        var properties = new Properties();
        var process = ProcessHandle.current();
        properties.setProperty("pid", Long.toString(process.pid()));
        properties.setProperty("started", startOf(process));
        return properties;
    }

    private static void tell(MeshHome home, Properties properties) {
        try {
            var text = new StringWriter();
            properties.store(text, null);
            SettingsFile.writePrivate(home.addressFile(), text.toString());
        } catch (IOException e) {
            throw new MeshException("can't write " + home.addressFile() + ": " + e, e);
        }
    }

    static void withdraw(MeshHome home) throws IOException {
        Files.deleteIfExists(home.addressFile());
    }

    /** What the process tells that runs or starts a mesh there, if it still lives. */
    private static Optional<Properties> told(MeshHome home) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(home.addressFile())));
            return Optional.of(properties).filter(RunningMesh::isAlive);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MeshException("can't read which mesh runs in " + home.folder() + ": " + e, e);
        }
    }

    private static boolean hasAddresses(Properties properties) {
        return properties.containsKey("kafka");
    }

    private static RunningMesh read(Properties properties, MeshHome home) {
        var s3 = new S3Address(
                URI.create(properties.getProperty("s3.endpoint")),
                properties.getProperty("s3.region"),
                properties.getProperty("s3.bucket"),
                properties.getProperty("s3.access-key"),
                properties.getProperty("s3.secret-key"));
        var services = new HashMap<Stage, URI>();
        var logs = new LinkedHashMap<String, Path>();
        for (var server : Server.values()) {
            logs.put(server.displayName(), home.log(server.displayName()));
        }
        for (var name : properties.stringPropertyNames()) {
            Stage.named(name).ifPresent(stage -> {
                services.put(stage, URI.create(properties.getProperty(name)));
                logs.put(name, home.log(name));
            });
        }
        var elasticsearch = URI.create(properties.getProperty("elasticsearch"));
        var sourcesFile =
                Optional.ofNullable(properties.getProperty("sources.file")).map(Path::of);
        return new RunningMesh(
                new MeshAddresses(properties.getProperty("kafka"), elasticsearch, s3), services, logs, sourcesFile);
    }

    /** Whether the process that wrote the file still runs; another may have its number by now. */
    private static boolean isAlive(Properties properties) {
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
                .filter(process -> startOf(process).equals(properties.getProperty("started")))
                .isPresent();
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }
}
