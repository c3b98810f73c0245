package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The join with the catalog, in the whole topology. */
class CatalogTopologyTest extends EnricherOnTestDriver {

    private static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

    @Test
    void saysWhoOwnsThePod() throws Exception {
        put("namespace/shop", "{\"team\":\"retail\"}");
        put("pod/" + UID, "{\"service\":\"cart\",\"version\":\"1.2\",\"zone\":\"eu-1a\",\"labels\":{\"tier\":\"1\"}}");

        pipe(line("shop", UID), headers("shop"));

        assertThat(only("logs.enriched.shop"))
                .contains(",\"owner\":{\"team\":\"retail\",\"service\":\"cart\",\"version\":\"1.2\",\"zone\":\"eu-1a\","
                        + "\"labels\":{\"tier\":\"1\"}},");
        assertThat(counted("pod")).isOne();
        assertNothingElse();
    }

    @Test
    void saysWhoOwnsTheNamespaceWhereThePodIsNotKnownYet() throws Exception {
        put("namespace/shop", "{\"team\":\"retail\"}");

        pipe(line("shop", UID), headers("shop"));
        put("pod/" + UID, "{\"service\":\"cart\"}");
        pipe(line("shop", UID), headers("shop"));

        var records = read("logs.enriched.shop").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(records).hasSize(2);
        assertThat(records.getFirst()).contains("\"owner\":{\"team\":\"retail\"},");
        assertThat(records.getLast()).contains("\"owner\":{\"team\":\"retail\",\"service\":\"cart\"},");
        assertThat(counted("namespace")).isOne();
        assertThat(counted("pod")).isOne();
        assertNothingElse();
    }

    @Test
    void countsAMissBySourceAndPassesTheRecordOnAtOnce() throws Exception {
        put("namespace/other", "{\"team\":\"x\"}");

        pipe(line("shop", UID), headers("shop"));

        assertThat(only("logs.enriched.shop")).doesNotContain("\"owner\"");
        assertThat(counted("miss")).isOne();
        assertNothingElse();
    }

    @Test
    void countsNothingWhileTheCatalogIsEmpty() {
        pipe(line("shop", UID), headers("shop"));

        assertThat(only("logs.enriched.shop")).doesNotContain("\"owner\"");
        assertThat(registry.find(MetricNames.CATALOG_RECORDS).counters()).isEmpty();
        assertNothingElse();
    }

    @Test
    void saysItOfAJoinedEventOnce() throws Exception {
        put("namespace/shop", "{\"team\":\"retail\"}");
        var trace =
                "{\"log\":\"%s\",\"stream\":\"stdout\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_name\":\"web-1\"}}";

        pipe(trace.formatted("java.lang.IllegalStateException: no"), headers("shop", id(1)));
        pipe(trace.formatted("\\tat a.B.c(B.java:1)"), headers("shop", id(2)));
        passTicks(100);

        assertThat(only("logs.enriched.shop"))
                .containsOnlyOnce("\"owner\":{\"team\":\"retail\"}")
                .contains("\"lines\":2");
        assertThat(counted("namespace")).isOne();
        assertNothingElse();
    }

    private static String line(String namespace, String uid) {
        return "{\"log\":\"{}\",\"kubernetes\":{\"namespace_name\":\"" + namespace + "\",\"pod_id\":\"" + uid + "\"}}";
    }

    private String only(String topic) {
        var records = read(topic);
        assertThat(records).hasSize(1);
        return new String(records.getFirst().value(), StandardCharsets.UTF_8);
    }

    private double counted(String match) {
        return registry.get(MetricNames.CATALOG_RECORDS)
                .tags("source", "shop", "match", match)
                .functionCounter()
                .count();
    }

    private void put(String key, String value) throws Exception {
        catalog.put(bytes(key), bytes(value));
    }
}
