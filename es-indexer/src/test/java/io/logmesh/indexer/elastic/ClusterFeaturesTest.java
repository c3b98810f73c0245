package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFeaturesTest {

    @Test
    void usesWhatEveryNodeHas() {
        var features = read(nodes(node("8.19.21", "x-pack-ilm", "mapper-extras"), node("8.19.21", "mapper-extras")));

        assertThat(features.hasMatchOnlyText()).isTrue();
        assertThat(features.hasLifecycles()).isFalse();
        assertThat(features.hasStreamLifecycles()).isFalse();
        assertThat(features.description(false)).contains("no logsdb, by logmesh.indexer.logsdb;");
        assertThat(features.description(true))
                .isEqualTo("Elasticsearch 8.19.21: logsdb; match_only_text; no lifecycle policies, since the module"
                        + " x-pack-ilm is missing: the indexer deletes old indices");
    }

    @ParameterizedTest
    @CsvSource({"8.16.3, false", "8.17.0, true", "8.19.21, true", "9.0.1-SNAPSHOT, true", "7.17.0, false"})
    void usesLogsdbFromTheVersionOnThatHasIt(String version, boolean hasLogsdb) {
        assertThat(read(nodes(node(version))).hasLogsdb()).isEqualTo(hasLogsdb);
    }

    @Test
    void goesByTheOldestNode() {
        var features = read(nodes(node("9.1.0"), node("8.16.0"), node("8.19.21")));

        assertThat(features.version()).isEqualTo("8.16.0");
        assertThat(features.hasLogsdb()).isFalse();
    }

    @Test
    void refusesAServerThatIsTooOld() {
        assertThat(read(nodes(node("7.17.9"))).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("7.17.9", "8.0", "logmesh.indexer.hosts"));
        assertThat(read(nodes(node("8.0.0"))).problem()).isEmpty();
    }

    @Test
    void readsTheHeapOfTheSmallestNode() {
        var answer = nodes(
                node("8.19.21").replace("{\"version\"", "{\"jvm\":{\"mem\":{\"heap_max_in_bytes\":512}},\"version\""),
                node("8.19.21").replace("{\"version\"", "{\"jvm\":{\"mem\":{\"heap_max_in_bytes\":256}},\"version\""));

        assertThat(read(answer).heap()).isEqualTo(256);
        assertThat(read(nodes(node("8.19.21"))).heap()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void namesWhatIsMissingForSearchesInABucket() {
        var modules = new String[] {"x-pack-ilm", "searchable-snapshots", "repository-s3"};

        assertThat(read(nodes(frozenNode("8.19.21", "x-pack-ilm", "searchable-snapshots")))
                        .missingForFrozen())
                .contains("the module repository-s3 is missing");
        assertThat(read(nodes(node("8.19.21", modules))).missingForFrozen())
                .contains("no node has the role data_frozen");
        assertThat(read(nodes(node("8.19.21", modules), frozenNode("8.19.21", modules)))
                        .missingForFrozen())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"nodes\":{}}", "{\"nodes\":{\"a\":7}}", "<html>"})
    void refusesWhatIsNoAnswerOfACluster(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(MalformedJsonException.class);
    }

    static String nodes(String... nodes) {
        var text = new StringBuilder("{\"nodes\":{");
        for (int i = 0; i < nodes.length; i++) {
            text.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":").append(nodes[i]);
        }
        return text.append("}}").toString();
    }

    /** With the role that searches indices in a bucket. */
    static String frozenNode(String version, String... modules) {
        return node(version, modules).replace("{\"version\"", "{\"roles\":[\"data\",\"data_frozen\"],\"version\"");
    }

    static String node(String version, String... modules) {
        var names = String.join(
                ",",
                java.util.Arrays.stream(modules)
                        .map(module -> "{\"name\":\"" + module + "\"}")
                        .toList());
        return "{\"version\":\"" + version + "\",\"modules\":[" + names + "]}";
    }

    private static ClusterFeatures read(String answer) {
        return ClusterFeatures.read(answer.getBytes(StandardCharsets.UTF_8));
    }
}
