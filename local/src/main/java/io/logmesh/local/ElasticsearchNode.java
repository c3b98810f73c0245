package io.logmesh.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A single Elasticsearch node. It refuses to run as root, so root hands its folder to an unprivileged user. */
final class ElasticsearchNode implements Program {

    private final Installation installation;
    private final MeshHome home;
    private final Ports ports;
    private final SearchSize size;

    ElasticsearchNode(Installation installation, MeshHome home, Ports ports, SearchSize size) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
        this.size = size;
    }

    @Override
    public String name() {
        return Server.ELASTICSEARCH.displayName();
    }

    @Override
    public void prepare() throws IOException {
        for (var folder : List.of(data(), temporary(), settings().resolve("jvm.options.d"))) {
            Files.createDirectories(folder);
        }
        // A start that was broken off in the middle of writing it would keep every later one from writing it.
        Files.deleteIfExists(settings().resolve("elasticsearch.keystore.tmp"));
        Files.copy(
                installation.elasticsearch().resolve("config", "jvm.options"),
                settings().resolve("jvm.options"),
                StandardCopyOption.REPLACE_EXISTING);
        SettingsFile.copy("elasticsearch.jvm.options", settings().resolve("jvm.options.d", "logmesh.options"));
        Files.writeString(
                settings().resolve("jvm.options.d", "heap.options"),
                "-Xms%1$dm%n-Xmx%1$dm%n".formatted(size.heapMegabytes()));
        SettingsFile.copy("elasticsearch.log4j2.properties", settings().resolve("log4j2.properties"));
        Files.writeString(
                settings().resolve("elasticsearch.yml"),
                """
                path.data: %s
                path.logs: %s
                http.port: %d
                transport.port: %d
                node.processors: %d
                """.formatted(
                                        data(),
                                        temporary(),
                                        ports.elasticsearch(),
                                        ports.elasticsearchTransport(),
                                        size.processors())
                        + SettingsFile.text("elasticsearch.yml"));
        if (Unprivileged.isNeeded()) {
            Unprivileged.handOver(folder());
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<String>();
        if (Unprivileged.isNeeded()) {
            command.addAll(
                    Unprivileged.prefix(List.of(folder(), installation.elasticsearch(), Executables.javaHome())));
        }
        command.add(installation.elasticsearch().resolve("bin", "elasticsearch").toString());
        // A node may have any attribute; this one marks the launcher script, too, before it becomes a JVM.
        command.add("-Enode.attr." + home.marker());
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "ES_JAVA_HOME", Executables.javaHome().toString(),
                "ES_PATH_CONF", settings().toString(),
                "ES_TMPDIR", temporary().toString(),
                "ES_JAVA_OPTS", "",
                "CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    }

    @Override
    public boolean answers() throws InterruptedException {
        return Probes.elasticsearch(address());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + ports.elasticsearch());
    }

    private Path folder() {
        return home.of("elasticsearch");
    }

    private Path data() {
        return folder().resolve("data");
    }

    private Path settings() {
        return folder().resolve("config");
    }

    private Path temporary() {
        return folder().resolve("tmp");
    }
}
