package io.logmesh.cli.connection;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The servers of one mesh. Nothing is opened before it is asked for, so a command needs only what it uses. */
public final class MeshConnection {

    private final Settings settings;

    MeshConnection(Settings settings) {
        this.settings = settings;
    }

    /** Connects to Kafka, and returns when it answered. The caller closes it. */
    public KafkaConnection kafka() {
        settings.require(Settings.KAFKA, "--kafka HOST:PORT");
        return KafkaConnection.open(settings.kafka());
    }

    /** The caller closes it. */
    public Indices indices() {
        return Indices.open(settings);
    }

    /** The caller closes it. */
    public Archive archive() {
        return Archive.open(settings);
    }

    /** The roots of the services' HTTP interfaces, as far as they are known, by the services' names. */
    public Map<String, URI> services() {
        return settings.services();
    }

    /** Why no services are known where nobody named any, and what to do about it. */
    public String absence() {
        return LocalSettings.absence();
    }

    /** The {@code logmesh.yaml} of a local mesh, where it has one. */
    public Optional<Path> sourcesFile() {
        return settings.find(Settings.SOURCES_FILE).map(Path::of);
    }
}
