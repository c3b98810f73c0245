package io.logmesh.contract.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code shape} makes of a record. */
class ShapeTest {

    private static final String RECORD = """
            {"log":"{\\"status\\":200,\\"user\\":{\\"name\\":\\"ann\\",\\"mail\\":\\"a@b.example\\"},\\"a.b\\":1,\\"level\\":\\"warn\\"}",\
            "stream":"stdout","docker":{"id":"x"},"app":7,\
            "kubernetes":{"pod_name":"p","annotations":{"x":"y"},"labels":{"app":"web","app.kubernetes.io/name":"n"}}}""";

    private static final String ALL_FIELDS =
            "{\"status\":200,\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1}";

    private final Enrichment enrichment = new Enrichment();
    private Shaped shaped;

    @Test
    void leavesAllAsItCameWhereNothingIsSaid() throws Exception {
        var record = enrich("{}", RECORD);

        assertThat(record).containsEntry("fields", ALL_FIELDS).containsEntry("docker", "{\"id\":\"x\"}");
        assertThat(shaped).isSameAs(Shaped.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker|docker|",
                "kubernetes|kubernetes|",
                "fields|fields|",
                "fields.status|fields|{\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1}",
                "fields.user.mail|fields|{\"status\":200,\"user\":{\"name\":\"ann\"},\"a.b\":1}",
                "[fields.user.mail, fields.user.name]|fields|{\"status\":200,\"a.b\":1}",
                "fields.a.b|fields|{\"status\":200,\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"}}",
                "kubernetes.annotations.x|kubernetes|{\"pod_name\":\"p\",\"labels\":{\"app\":\"web\",\"app.kubernetes.io/name\":\"n\"}}",
                "[kubernetes.annotations, kubernetes.labels.app.kubernetes.io/name]|kubernetes|{\"pod_name\":\"p\",\"labels\":{\"app\":\"web\"}}",
                "fields.status.deeper|fields|{\"status\":200,\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1}",
            })
    void dropsFieldsByTheirPaths(String paths, String member, String left) throws Exception {
        var record = enrich("{drop: " + paths + "}", RECORD);

        assertThat(record.get(member)).isEqualTo(left);
        assertThat(record).containsKeys("@timestamp", "source", "event_id", "message", "log", "stream");
    }

    /** What is said is said of the record as the index and the archive have it, whatever its collector calls things. */
    @Test
    void goesByTheNamesOfAllRecords() throws Exception {
        var record = enrich("{drop: kubernetes.labels, rename: {kubernetes.host: fields.node}}", """
                {"log":"a","kubernetes":{"pod_labels":{"a":"b"},"pod_namespace":"n","pod_node_name":"h"}}""");

        assertThat(record)
                .containsEntry("kubernetes", "{\"namespace_name\":\"n\"}")
                .containsEntry("fields", "{\"node\":\"h\"}");
    }

    /** What is gathered into {@code kubernetes} is what the collector said, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "drop: [k8s.pod.annotation.secret]|{\"pod_name\":\"p\",\"annotations\":{\"other\":\"o\"}}",
                "drop: [resource.k8s.pod.annotation.other]|{\"pod_name\":\"p\",\"annotations\":{\"secret\":\"s\"}}",
                "drop: [resource]|{\"pod_name\":\"p\",\"annotations\":{\"secret\":\"s\"}}",
                "drop: [resource, k8s.pod.annotation.secret, k8s.pod.name]|",
                "keep: [log, kubernetes]|{\"pod_name\":\"p\",\"annotations\":{\"secret\":\"s\",\"other\":\"o\"}}",
                "keep: [log, kubernetes.pod_name]|{\"pod_name\":\"p\"}",
                "keep: [log]|",
            })
    void doesNotGatherWhatIsToBeDropped(String shape, String kubernetes) throws Exception {
        var record = enrich("{" + shape + "}", """
                {"log":"a","k8s.pod.name":"p","k8s.pod.annotation.secret":"s","resource":{"k8s.pod.annotation.other":"o"}}""");

        assertThat(record.get("kubernetes")).isEqualTo(kubernetes);
        if (shape.startsWith("keep")) {
            assertThat(shaped.dropped()).as("members that the collector sent").isEqualTo(3);
        }
    }

    @Test
    void countsWhatItDrops() throws Exception {
        enrich("{drop: [docker, fields.user.mail, kubernetes.annotations, none]}", RECORD);

        assertThat(shaped).isEqualTo(new Shaped(3, 0, 0, 0, 0));
    }

    @Test
    void mayDropTheLineItself() throws Exception {
        var record = enrich("{drop: log}", RECORD);
        assertThat(record)
                .doesNotContainKey("log")
                .containsEntry("level", "warn")
                .containsEntry("fields", ALL_FIELDS);

        var kept = enrich("{drop: log}", "{\"message\":\"INFO a=b c=d\"}");
        assertThat(kept).doesNotContainKey("log");
    }

    @Test
    void keepsNothingElseThanItIsTold() throws Exception {
        var record = enrich("{keep: [log, kubernetes.labels, fields.user.name, fields.a.b]}", RECORD);

        assertThat(record)
                .containsOnlyKeys(
                        "@timestamp",
                        "ingest_ts",
                        "source",
                        "event_id",
                        "level",
                        "message",
                        "log",
                        "kubernetes",
                        "fields")
                .containsEntry("kubernetes", "{\"labels\":{\"app\":\"web\",\"app.kubernetes.io/name\":\"n\"}}")
                .containsEntry("fields", "{\"user\":{\"name\":\"ann\"},\"a.b\":1}");
    }

    @Test
    void dropsInsideOfWhatItKeeps() throws Exception {
        var record = enrich("{keep: [fields], drop: [fields.user.mail]}", RECORD);

        assertThat(record)
                .doesNotContainKeys("log", "stream", "kubernetes", "app")
                .containsEntry("fields", "{\"status\":200,\"user\":{\"name\":\"ann\"},\"a.b\":1}");
    }

    /** Of what is said of an object and of what lies in it, the latter counts. */
    @Test
    void takesOutOfWhatItDrops() throws Exception {
        assertThat(enrich(
                        "{drop: [kubernetes, fields], keep: [fields.status], rename: {kubernetes.labels.app: fields.app}}",
                        RECORD))
                .doesNotContainKeys("kubernetes", "log")
                .containsEntry("fields", "{\"status\":200,\"app\":\"web\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fields.status: fields.code|{\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1,\"code\":200}",
                "fields.user.name: fields.who|{\"status\":200,\"user\":{\"mail\":\"a@b.example\"},\"a.b\":1,\"who\":\"ann\"}",
                "app: fields.app|{\"status\":200,\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1,\"app\":7}",
                "kubernetes.labels.app: fields.app.name|{\"status\":200,\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1,\"app.name\":\"web\"}",
                // One that has the name by itself keeps it, whatever comes first.
                "fields.status: fields.a.b|{\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":1,\"a.b_\":200}",
                "fields.status: fields.a.b, fields.a.b: fields.status|{\"user\":{\"name\":\"ann\",\"mail\":\"a@b.example\"},\"a.b\":200,\"status\":1}",
            })
    void renamesToMembersOfTheFields(String rename, String fields) throws Exception {
        assertThat(enrich("{rename: {" + rename + "}}", RECORD)).containsEntry("fields", fields);
        assertThat(shaped.renamed()).isEqualTo(rename.contains(",") ? 2 : 1);
        assertThat(shaped.dropped()).isZero();
    }

    @Test
    void keepsWhatItRenames() throws Exception {
        assertThat(enrich("{keep: [stream], rename: {app: fields.app}}", RECORD))
                .containsEntry("fields", "{\"app\":7}")
                .doesNotContainKey("app");
    }

    @Test
    void goesByNamesHoweverTheyAreWritten() throws Exception {
        var record = enrich(
                "{drop: [d\u00f6cker, k.a\"b]}", "{\"d\\u00f6cker\":1,\"k\":{\"a\\\"b\":1,\"c\":2},\"n\":[{\"a\":1}]}");

        assertThat(record)
                .doesNotContainKey("d\u00f6cker")
                .containsEntry("k", "{\"c\":2}")
                .containsKey("n");
    }

    /** The collector calls its own things by the mesh's names; these have become fields before. */
    @Test
    void findsMovedMembersAmongTheFields() throws Exception {
        assertThat(enrich("{drop: [fields.source]}", "{\"log\":\"x\",\"source\":\"/var/log/app.log\"}"))
                .doesNotContainKey("fields")
                .containsEntry("source", "payments");
    }

    @Test
    void leavesOutParsedFieldsBeyondTheirNumberAndMarksTheRecord() throws Exception {
        var record = enrich("{fields: 2}", RECORD);

        assertThat(record).containsEntry("truncated", "true");
        assertThat(record.get("fields")).doesNotContain("a.b");
        assertThat(shaped).isEqualTo(new Shaped(0, 0, 1, 0, 0));
    }

    @Test
    void keepsTheCollectorsFieldsBeyondTheirNumberAsText() throws Exception {
        var many =
                IntStream.range(0, 10_000).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.joining(","));

        var record = enrich("{}", "{" + many + ",\"log\":\"x\",\"fields\":{" + many + "}}");

        assertThat(record).hasSizeBetween(200, 210).containsEntry("log", "x").containsEntry("k199", "199");
        var fields = Enrichments.members(record.get("fields").getBytes(StandardCharsets.UTF_8));
        var excess = Enrichments.members(fields.get("excess").getBytes(StandardCharsets.UTF_8));
        assertThat(fields).hasSize(201).containsEntry("k199", "199");
        assertThat(excess).hasSize(2 * 9_800).containsEntry("k9999", "9999").containsEntry("k9999_", "9999");
        assertThat(shaped).isEqualTo(new Shaped(0, 0, 0, 0, 2 * 9_800));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3|{\"a\":{\"b\":{\"c\":1}}}|{\"a\":{\"b\":{\"c\":1}}}",
                "2|{\"a\":{\"b\":{\"c\":\"]}\"}}}|{\"a\":{\"b\":\"{\\\"c\\\":\\\"]}\\\"}\"}}",
                "2|[[1],[[2]],3]|[[1],[\"[2]\"],3]",
                "1|[{}]|[\"{}\"]",
            })
    void keepsWhatLiesTooDeepAsText(int depth, String value, String shape) throws Exception {
        assertThat(enrich("{depth: " + depth + "}", "{\"x\":" + value + "}")).containsEntry("x", shape);
        assertThat(enrich("{depth: " + (depth + 1) + "}", "{\"fields\":{\"x\":" + value + "}}"))
                .containsEntry("fields", "{\"x\":" + shape + "}");
        assertThat(shaped.asText()).isEqualTo(value.equals(shape) ? 0 : 1);
    }

    @Test
    void hasADepthThatElasticsearchTakes() throws Exception {
        var deep = "{\"a\":".repeat(30) + "1" + "}".repeat(30);

        var record = enrich("{}", "{\"log\":" + Enrichments.quoted(deep) + ",\"own\":" + deep + "}");

        assertThat(record.get("own")).startsWith("{\"a\":".repeat(20) + "\"{");
        assertThat(record.get("fields")).startsWith("{\"a\":".repeat(20) + "\"{");
        assertThat(record).doesNotContainKey("truncated");
        assertThat(shaped).isEqualTo(new Shaped(0, 0, 0, 0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"12345678\"|\"12345678\"",
                "\"123456789\"|\"12345678\"",
                "\"1234567\u00e4\"|\"1234567\"",
                "\"123456\\\\n\"|\"123456\\\\n\"",
                "\"1234567\\\\n\"|\"1234567\"",
                "\"\\\\ud83d\\\\ude00\"|\"\"",
                "{\"123456789\":[\"123456789\",12345678901]}|{\"123456789\":[\"12345678\",12345678901]}",
                "12345678901|12345678901",
            })
    void cutsTextsThatAreTooLong(String value, String left) throws Exception {
        var raw = value.replace("\\\\", "\\");

        var record = enrichRaw("{length: 8B}", "{\"log\":\"a line of text as long as it likes\",\"x\":" + raw + "}");

        assertThat(record)
                .contains("\"x\":" + left.replace("\\\\", "\\"))
                .contains("a line of text as long as it likes");
        assertThat(record.contains("\"truncated\":true")).isEqualTo(!value.equals(left));
        assertThat(shaped.cut()).isEqualTo(value.equals(left) ? 0 : 1);
    }

    /** Of a source without a shape only the limits are looked at, also where the record before had one. */
    @Test
    void forgetsTheRecordBefore() throws Exception {
        enrich("{drop: [fields, log], fields: 1, length: 1B}", RECORD);

        assertThat(enrich("{}", RECORD)).containsEntry("fields", ALL_FIELDS).containsKey("log");
    }

    private Map<String, String> enrich(String shape, String value) throws Exception {
        return Enrichments.members(enrichRaw(shape, value).getBytes(StandardCharsets.UTF_8));
    }

    private String enrichRaw(String shape, String value) throws Exception {
        var treatment = Sources.parse("f", "sources:\n  app:\n    match: 'true'\n    shape: " + shape + "\n")
                .named("app")
                .orElseThrow()
                .treatment();
        var enriched =
                Enrichments.enriched(enrichment, value.getBytes(StandardCharsets.UTF_8), Enrichments.ORIGIN, treatment);
        shaped = enriched.shaped();
        return new String(enriched.value(), StandardCharsets.UTF_8);
    }
}
