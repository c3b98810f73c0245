package io.logmesh.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConnectionOptionsTest {

    private static final Optional<Map<String, String>> LOCAL = Optional.of(Map.of(
            "kafka.bootstrap.servers", "local:9092", "elasticsearch.url", "http://local:9200", "s3.bucket", "local"));

    @TempDir
    Path folder;

    @Command
    static final class Probe {
        @Mixin
        ConnectionOptions connection = new ConnectionOptions();
    }

    @Test
    void localMeshIsMeantWhereNoServerIsNamed() {
        assertThat(settings(LOCAL, "--s3-prefix", "archive").values())
                .containsAllEntriesOf(LOCAL.orElseThrow())
                .containsEntry("s3.prefix", "archive");
    }

    @Test
    void namedServersAreNotMixedWithLocalOnes() {
        var settings = settings(LOCAL, "--kafka", "prod:9092");

        assertThat(settings.values()).containsOnly(Map.entry("kafka.bootstrap.servers", "prod:9092"));
        assertThatThrownBy(() -> settings.require(Settings.ELASTICSEARCH, "--elasticsearch URL"))
                .isInstanceOf(Refusal.class)
                .hasMessage("the mesh is named only in part: give --elasticsearch URL as well");
    }

    @Test
    void optionWinsOverTheFile() throws IOException {
        var file = Files.writeString(
                folder.resolve("mesh.properties"),
                "kafka.bootstrap.servers=file:1\nelasticsearch.url = http://file\ns3.bucket=\n");
        var settings = settings(Optional.empty(), "--connection", file.toString(), "--kafka", "option:1");

        assertThat(settings.values())
                .containsOnly(
                        Map.entry("kafka.bootstrap.servers", "option:1"),
                        Map.entry("elasticsearch.url", "http://file"));
    }

    @Test
    void settingsOfKafkaPassThrough() throws IOException {
        var file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\nclient.id=file\n");
        var settings = settings(
                Optional.empty(),
                "--kafka=prod:9093",
                "--kafka-config=" + file,
                "--kafka-property=client.id=me",
                "--kafka-property=sasl.jaas.config=a b=\"c\";");

        assertThat(settings.kafka())
                .containsOnly(
                        Map.entry("bootstrap.servers", "prod:9093"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("client.id", "me"),
                        Map.entry("sasl.jaas.config", "a b=\"c\";"));
    }

    @Test
    void saysWhatToDoWhereNoMeshRuns() {
        var mesh = options().resolve(Optional.empty());

        assertThatThrownBy(mesh::kafka)
                .isInstanceOf(Refusal.class)
                .hasMessage("no mesh runs here: start one with ./logmesh up, or name one with --kafka HOST:PORT");
        assertThatThrownBy(mesh::indices).isInstanceOf(Refusal.class).hasMessageContaining("--elasticsearch URL");
        assertThatThrownBy(mesh::archive).isInstanceOf(Refusal.class).hasMessageContaining("--s3-bucket NAME");
    }

    @Test
    void missingFileIsRefused() {
        var options = options("--connection", folder.resolve("nothing").toString());

        assertThatThrownBy(() -> options.resolve(LOCAL))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        var file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        var options = options("--connection", file.toString());

        assertThatThrownBy(() -> options.resolve(LOCAL))
                .isInstanceOf(Refusal.class)
                .hasMessage("can't read " + file + ": it is no text in UTF-8");
    }

    @Test
    void kafkaThatDoesNotAnswerIsRefusedInTime() {
        var mesh = options("--kafka", "127.0.0.1:1").resolve(Optional.empty());
        long start = System.nanoTime();

        assertThatThrownBy(mesh::kafka).isInstanceOf(Refusal.class).hasMessageStartingWith("Kafka at 127.0.0.1:1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void kafkaSettingThatMakesNoSenseIsRefused() {
        var mesh = options("--kafka", "no port").resolve(Optional.empty());

        assertThatThrownBy(mesh::kafka).isInstanceOf(Refusal.class).hasMessageStartingWith("can't talk to Kafka");
    }

    @Test
    void elasticsearchThatDoesNotAnswerIsRefused() {
        var mesh = options("--elasticsearch", "http://127.0.0.1:1").resolve(Optional.empty());

        try (var indices = mesh.indices()) {
            assertThatThrownBy(indices::count)
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("Elasticsearch at http://127.0.0.1:1 does not answer");
        }
    }

    private static Settings settings(Optional<Map<String, String>> local, String... args) {
        return options(args).settings(local);
    }

    private static ConnectionOptions options(String... args) {
        var probe = new Probe();
        new CommandLine(probe).parseArgs(args);
        return probe.connection;
    }
}
