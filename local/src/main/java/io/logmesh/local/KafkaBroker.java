package io.logmesh.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own controller (KRaft). */
final class KafkaBroker implements Program {

    private static final int HEAP_MEGABYTES = 384;

    private final Installation installation;
    private final MeshHome home;
    private final Ports ports;

    KafkaBroker(Installation installation, MeshHome home, Ports ports) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return Server.KAFKA.displayName();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(data());
        SettingsFile.copy("kafka.log4j2.properties", logging());
        Files.writeString(
                settings(),
                """
                process.roles=broker,controller
                node.id=1
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d
                controller.quorum.voters=1@127.0.0.1:%2$d
                log.dirs=%3$s
                """.formatted(ports.kafka(), ports.kafkaController(), data()) + SettingsFile.text("kafka.properties"));
        if (!Files.exists(data().resolve("meta.properties"))) {
            format();
        }
    }

    @Override
    public List<String> command() {
        return java("kafka.Kafka", settings().toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean answers() throws InterruptedException {
        return Probes.kafka(address());
    }

    String address() {
        return "127.0.0.1:" + ports.kafka();
    }

    private void format() throws IOException, InterruptedException {
        var log = home.log(name());
        var command = java(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                settings().toString());
        var formatter = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (formatter.waitFor() != 0) {
                throw new MeshException("can't format Kafka's data folder: look into " + log);
            }
        } finally {
            formatter.destroyForcibly();
        }
    }

    private List<String> java(String main, String... arguments) {
        var more = new ArrayList<String>();
        more.add("-Dlog4j2.configurationFile=" + logging());
        more.add("-cp");
        more.add(installation.kafka().resolve("*").toString());
        more.add(main);
        more.addAll(List.of(arguments));
        return Java.command(home, HEAP_MEGABYTES, installation.kafka().resolve(main + ".jsa"), more);
    }

    private Path data() {
        return home.of("kafka").resolve("data");
    }

    private Path settings() {
        return home.of("kafka").resolve("server.properties");
    }

    private Path logging() {
        return home.of("kafka").resolve("log4j2.properties");
    }
}
