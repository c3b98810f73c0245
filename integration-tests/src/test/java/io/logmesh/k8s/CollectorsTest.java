package io.logmesh.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.contract.Topics;
import io.logmesh.contract.routing.IngestOrigin;
import io.logmesh.contract.routing.Inspection;
import io.logmesh.contract.routing.Inspection.Form;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two collectors are told to write, with what their filters were seen to write, is what the router looks for. */
class CollectorsTest {

    private static final Path FOLDER = Manifests.FOLDER.resolve(Path.of("components", "collectors"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final int LINE_OF_THE_RUNTIME = 16 * 1024;

    /** What the router's variables are called in a record. */
    private static final Map<String, String> NAMES = Map.of(
            Variables.K8S_NAMESPACE, "namespace_name",
            Variables.K8S_POD, "pod_name",
            Variables.K8S_CONTAINER, "container_name",
            Variables.K8S_HOST, "host");

    /** @param stamped the fields that the collector's configuration adds to it */
    record Sample(String name, ObjectNode record, Set<String> stamped) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() throws IOException {
        var folder = Stream.of(Path.of("..", "..", "shared", "data"), Path.of("..", "..", "..", "shared", "data"))
                .map(data -> data.resolve("collectors"))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(folder.isPresent(), "skipped, for ../shared/data/collectors is missing");
        var samples = new ArrayList<Sample>();
        samples.add(new Sample(
                "fluentd",
                object(JSON.readTree(folder.get().resolve("fluentd.json").toFile())),
                fluentd()));
        try (var files = Files.walk(folder.get().resolve("fluent-bit-records"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var record = JSON.readTree(file.toFile());
                // Those without a log were taken apart by parsers, which are off here.
                if (record.path(1).has("kubernetes") && record.path(1).has("log")) {
                    samples.add(new Sample("fluent-bit " + file.getFileName(), object(record.get(1)), fluentBit()));
                }
            }
        }
        return samples.stream();
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }

    private static Set<String> fluentd() throws IOException {
        var transformer =
                Pattern.compile("<record>(.*?)</record>", Pattern.DOTALL).matcher(text("fluentd/fluent.conf"));
        assertThat(transformer.find()).isTrue();
        return transformer
                .group(1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    /** The time is added by the output. */
    private static Set<String> fluentBit() throws IOException {
        var fields = Pattern.compile("record\\[\"([^\"]+)\"] = ")
                .matcher(text("fluent-bit/mesh.lua"))
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toSet());
        fields.add(fluentBitOutput().get("timestamp_key").asText());
        return fields;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theRouterFindsWhereALineIsFrom(Sample sample) throws Exception {
        var record = stamped(sample);
        var seen = Inspection.of(raw(record));
        var variables = seen.records().getFirst().variables();

        assertThat(seen.form()).isEqualTo(Form.UNTOUCHED);
        assertThat(seen.records()).hasSize(1);
        assertThat(seen.records().getFirst().ingestOrigin()).isEqualTo(IngestOrigin.COLLECTOR);
        assertThat(variables.get(Variables.LOG)).isEqualTo(record.get("log").asText());
        assertThat(variables.get(Variables.STREAM))
                .isEqualTo(record.get("stream").asText());
        NAMES.forEach((variable, name) -> {
            var written = record.at("/kubernetes/" + name);
            assertThat(variables.has(variable)).as(variable).isEqualTo(!written.isMissingNode());
            assertThat(variables.get(variable)).as(variable).isEqualTo(written.textValue());
        });
        assertThat((Map<?, ?>) variables.get(Variables.K8S_LABELS))
                .hasSize(record.at("/kubernetes/labels").size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theLinesOfOneContainerStayTogether(Sample sample) throws Exception {
        var record = stamped(sample);
        var rules = "sources: {its: {match: \"k8s.namespace_name == '%s'\"}}"
                .formatted(record.at("/kubernetes/namespace_name").asText());
        var outcomes = new ArrayList<Outcome>();

        new Routing(Sources.parse("rules", rules)).route(raw(record), outcomes::add);

        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Routed.class, routed -> {
            assertThat(routed.source().name()).isEqualTo("its");
            assertThat(new String(routed.key(), UTF_8))
                    .isEqualTo("%s/%s/%s/%s"
                            .formatted(
                                    record.at("/kubernetes/namespace_name").asText(),
                                    record.at("/kubernetes/pod_name").asText(),
                                    record.at("/kubernetes/container_name").asText(),
                                    record.get("stream").asText()));
        });
    }

    private static ObjectNode stamped(Sample sample) {
        assertThat(sample.stamped()).containsExactlyInAnyOrder("@timestamp", "ingest_ts", "container_id", "collector");
        var record = sample.record().deepCopy();
        record.put("@timestamp", NOW.minusSeconds(1).toString());
        record.put("ingest_ts", NOW.toString());
        record.put("container_id", "df14e0d5ae4c");
        record.putObject("collector")
                .put("name", "any")
                .put("cluster", "kubernetes")
                .put("node", "node-1");
        return record;
    }

    private static RawRecord raw(ObjectNode record) throws IOException {
        return new RawRecord(Topics.RAW, 0, 0, NOW.toEpochMilli(), JSON.writeValueAsBytes(record), Map::of);
    }

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

    private static JsonNode fluentBitOutput() throws IOException {
        return Manifests.YAML.readTree(text("fluent-bit/fluent-bit.yaml")).at("/pipeline/outputs/0");
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
