package io.logmesh.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.rules.Comparison.Change;
import io.logmesh.cli.rules.Comparison.Move;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String IN_FORCE = """
            sources:
              audit: {match: "k8s.labels.audit == 'yes'", copy: true}
              shop: {match: "k8s.namespace_name == 'shop'", drop: "log.contains('healthz')"}
            """;

    @Test
    void findsNothingWhereNothingChanges() throws Exception {
        var comparison = compare(IN_FORCE, IN_FORCE, shop("a"), shop("healthz"), "text", "[{\"log\":\"a\"},\"b\"]", "");

        assertThat(comparison.moves()).isEmpty();
        assertThat(comparison.changed()).isZero();
        assertThat(comparison.messages()).isEqualTo(5);
        assertThat(comparison.records()).isEqualTo(6);
        assertThat(print(comparison)).endsWith("Nothing changes for the 6 records in the last 10m.\n");
    }

    @Test
    void countsReroutesDropsCopiesAndLanes() throws Exception {
        var comparison = compare(
                IN_FORCE,
                """
                sources:
                  copies: {match: "k8s.labels.audit == 'yes'", copy: true}
                  web: {match: "k8s.namespace_name == 'shop' && log.contains('GET')", drop: "log.contains('favicon')"}
                  shop: {match: "k8s.namespace_name == 'shop'", lane: busy}
                """,
                shop("GET /"),
                shop("GET /favicon"),
                shop("healthz"),
                shop("GET /favicon healthz"),
                shop("b"),
                "text",
                "{\"log\":\"c\",\"kubernetes\":{\"labels\":{\"audit\":\"yes\"}}}");

        assertThat(comparison.moves())
                .containsOnly(
                        Map.entry(new Move(Change.REROUTED, "shop", "web"), 1L),
                        Map.entry(new Move(Change.NEWLY_DROPPED, "shop", "web"), 1L),
                        Map.entry(new Move(Change.NO_LONGER_DROPPED, "shop", "shop"), 1L),
                        Map.entry(new Move(Change.DROPPED_ELSEWHERE, "shop", "web"), 1L),
                        Map.entry(new Move(Change.OTHER_LANE, "shop in no lane", "shop in lane busy"), 1L),
                        Map.entry(new Move(Change.NO_LONGER_COPIED, "audit", ""), 1L),
                        Map.entry(new Move(Change.NEW_COPY, "", "copies"), 1L));
        assertThat(comparison.changed()).isEqualTo(6);
        assertThat(comparison.records()).isEqualTo(7);
    }

    @Test
    void weighsWhatComesInAndGoesOut() throws Exception {
        var kept = shop("a");
        var dropped = shop("healthz");

        var comparison = compare(IN_FORCE, "default: rest", kept, dropped);

        var before = comparison.before().get("shop");
        assertThat(before.recordsIn()).isEqualTo(2);
        assertThat(before.recordsOut()).isEqualTo(1);
        assertThat(before.bytesIn()).isEqualTo(kept.length() + dropped.length());
        assertThat(before.bytesOut()).isEqualTo(kept.length());
        assertThat(comparison.after()).containsOnlyKeys("rest");
        assertThat(comparison.after().get("rest").bytesOut()).isEqualTo(kept.length() + dropped.length());
        assertThat(print(comparison))
                .contains("2 -> 0", "1 record rerouted: shop -> rest", "Something changes for 2 (100.00%)");
    }

    @Test
    void saysWhereThereIsNothingToCompare() throws Exception {
        assertThat(print(compare(IN_FORCE, IN_FORCE))).isEqualTo("There are no messages in the last 10m.\n");
    }

    private static String print(Comparison comparison) {
        var out = new StringWriter();
        new ComparisonPrinter(new PrintWriter(out)).print(comparison, "the last 10m");
        return out.toString();
    }

    private static Comparison compare(String inForce, String candidate, String... messages)
            throws InvalidSourcesException {
        var comparison = new Comparison(Sources.parse("a", inForce), Sources.parse("b", candidate));
        for (int i = 0; i < messages.length; i++) {
            comparison.add(new RawRecord(
                    "logs.raw", 0, i, 1_800_000_000_000L, messages[i].getBytes(StandardCharsets.UTF_8), Map::of));
        }
        return comparison;
    }

    private static String shop(String log) {
        return "{\"log\":\"" + log + "\",\"kubernetes\":{\"namespace_name\":\"shop\"}}";
    }
}
