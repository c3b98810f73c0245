package io.logmesh.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.contract.Topics;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Origin;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the two collectors are told to write, with what their filters were seen to write, is what the router looks for. */
class CollectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.987654321Z");

    /** What the router's variables are called in a record. */
    private static final Map<String, String> NAMES = Map.of(
            Variables.K8S_NAMESPACE, "namespace_name",
            Variables.K8S_POD, "pod_name",
            Variables.K8S_CONTAINER, "container_name",
            Variables.K8S_HOST, "host");

    /** When the container wrote it. */
    private static final Instant WRITTEN = NOW.minusSeconds(1);

    /** @param stamps the fields that the collector's configuration adds to it, with their formats */
    record Sample(String name, ObjectNode record, Map<String, String> stamps) {
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
                CollectorStamps.fluentd()));
        try (var files = Files.walk(folder.get().resolve("fluent-bit-records"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var record = JSON.readTree(file.toFile());
                // Those without a log were taken apart by parsers, which are off here.
                if (record.path(1).has("kubernetes") && record.path(1).has("log")) {
                    samples.add(new Sample(
                            "fluent-bit " + file.getFileName(), object(record.get(1)), CollectorStamps.fluentBit()));
                }
            }
        }
        return samples.stream();
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
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

    /** To the second at least, which is what Lua's clock has. */
    @ParameterizedTest
    @MethodSource("samples")
    void theMeshReadsWhenALineWasWrittenAndCollected(Sample sample) throws Exception {
        var record = stamped(sample).put("log", "has no time in it");
        long ingestTs = Inspection.of(raw(record)).records().getFirst().ingestTs();
        var source = Sources.parse("rules", "sources: {its: {match: 'true'}}")
                .named("its")
                .orElseThrow();
        var enrichment = new Enrichment();
        enrichment.read(JSON.writeValueAsBytes(record));

        assertThat(NOW.toEpochMilli() - ingestTs).isBetween(0L, 999L);
        assertThat(enrichment
                        .enrich(new Origin("its", "id", ingestTs), source.treatment())
                        .time())
                .isEqualTo(WRITTEN.toEpochMilli());
    }

    private static ObjectNode stamped(Sample sample) {
        var stamps = sample.stamps();
        assertThat(stamps).containsOnlyKeys("@timestamp", "ingest_ts", "container_id", "collector");
        var record = sample.record().deepCopy();
        record.put("@timestamp", CollectorStamps.formatted(stamps.get("@timestamp"), WRITTEN));
        record.put("ingest_ts", CollectorStamps.formatted(stamps.get("ingest_ts"), NOW));
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
}
