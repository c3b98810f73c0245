package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the two collectors on which it depends that no line is lost, or thrown away in silence. */
class CollectorSettingsTest {

    private static final Path FOLDER = Manifests.FOLDER.resolve(Path.of("components", "collectors"));
    private static final int LINE_OF_THE_RUNTIME = 16 * 1024;

    @Test
    void fluentdLosesNothingOnItsWay() throws IOException {
        var settings = text("fluentd/fluent.conf");

        assertThat(settings).contains("@type kafka2", "default_topic " + Topics.RAW, "required_acks -1");
        assertThat(settings).contains("partitioner_hash_function murmur2", "message_key_key container_id");
        assertThat(settings).contains("@type file", "total_limit_size", "overflow_action block", "retry_forever true");
        assertThat(settings)
                .as("what is longer is passed over")
                .contains("max_send_limit_bytes " + Topics.MAX_MESSAGE_BYTES);
    }

    @Test
    void fluentBitLosesNothingOnItsWay() throws IOException {
        var output = fluentBitOutput();

        assertThat(output.get("topics").asText()).isEqualTo(Topics.RAW);
        assertThat(output.get("rdkafka.request.required.acks").asInt()).isEqualTo(-1);
        assertThat(output.get("queue_full_retries").asInt(-1)).isZero();
        assertThat(output.get("rdkafka.message.timeout.ms").asInt(-1)).isZero();
        assertThat(output.get("retry_limit").asText()).isEqualTo("no_limits");
        assertThat(output.get("rdkafka.message.max.bytes").asInt()).isEqualTo(Topics.MAX_MESSAGE_BYTES);
        assertThat(output.get("message_key_field").asText()).isEqualTo("container_id");
        var input = Manifests.YAML.readTree(text("fluent-bit/fluent-bit.yaml")).at("/pipeline/inputs/0");
        assertThat(input.get("storage.type").asText()).isEqualTo("filesystem");
        assertThat(Integer.parseInt(input.get("buffer_max_size").asText().replace("M", "")) * 1024 * 1024)
                .as("what is longer is passed over")
                .isGreaterThan(10 * LINE_OF_THE_RUNTIME);
        assertThat(input.has("storage.pause_on_chunks_overlimit"))
                .as("it would stop reading at some hundred megabytes in memory, long before the limit on the disk")
                .isFalse();
        assertThat(output.get("storage.total_limit_size").asText()).isEqualTo("8G");
        assertThat(input.get("rotate_wait").asInt())
                .as("seconds after which a rotated file is given up, read or not")
                .isGreaterThanOrEqualTo(300);
    }

    /** The line of the container runtime, as both take it apart. */
    @ParameterizedTest
    @ValueSource(strings = {"fluentd/fluent.conf", "fluent-bit/fluent-bit.yaml"})
    void linesAreTakenApart(String file) throws IOException {
        var expression = Pattern.compile("\\^\\(\\?<time>.*\\$").matcher(text(file));
        assertThat(expression.find()).isTrue();
        var line = Pattern.compile(expression.group()).matcher("2026-01-31T12:00:00.123456789Z stderr P half a line");

        assertThat(line.matches()).isTrue();
        assertThat(line.group("stream")).isEqualTo("stderr");
        assertThat(line.group("logtag")).isEqualTo("P");
        assertThat(line.group("log")).isEqualTo("half a line");
    }

    static JsonNode fluentBitOutput() throws IOException {
        return Manifests.YAML.readTree(text("fluent-bit/fluent-bit.yaml")).at("/pipeline/outputs/0");
    }

    static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
