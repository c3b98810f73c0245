package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever the bytes are, nothing is thrown, and every record ends in exactly one place. */
class RoutingPropertiesTest {

    private static final Sources RULES = rules();

    private final Routing routing = new Routing(RULES);

    @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
    void arbitraryBytesEndInOnePlace(@ForAll byte[] value) {
        assertEndsInOnePlace(value);
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
    void almostJsonEndsInOnePlace(@ForAll("almostJson") String value) {
        assertEndsInOnePlace(value.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void aReplayGivesTheSame(@ForAll("almostJson") String value, @ForAll("almostJson") String other) {
        var alone = describe(new Routing(RULES), value);
        describe(routing, other);

        assertThat(describe(routing, value)).isEqualTo(alone);
    }

    private void assertEndsInOnePlace(byte[] value) {
        var outcomes = route(routing, value);

        assertThat(outcomes).isNotEmpty().extracting(Outcome::id).doesNotHaveDuplicates();
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Routed routed) {
                var scanner = new JsonScanner().reset(routed.value());
                assertThat(scanner.peek()).isEqualTo('{');
                scanner.skipValue();
                assertThat(scanner.atEnd()).isTrue();
                assertThat(routed.key()).isNotEmpty();
            }
        }
    }

    /** Words and punctuation of JSON, OTLP and Kubernetes in any order, so that most are broken and some are not. */
    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        "\\u00",
                        "\\ud800",
                        "\n",
                        " ",
                        "\u0000",
                        "\u00e9",
                        "\ud83d\ude00",
                        "null",
                        "true",
                        "-1e400",
                        "17",
                        "{}",
                        "[]",
                        "\"a\"",
                        "{\"log\":\"a\"}",
                        "{\"log\":\"a\",",
                        "\"message\":",
                        "\"level\":\"info\"",
                        "\"ingest_ts\":",
                        "\"2026-11-2",
                        "{\"kubernetes\":{",
                        "\"pod_name\":\"../\"",
                        "\"labels\":{\"a\":",
                        "\"k8s.pod.name\":\"p\"",
                        "\"fields\":{",
                        "{\"resourceLogs\":[",
                        "{\"scopeLogs\":[",
                        "{\"logRecords\":[",
                        "{\"body\":{",
                        "\"stringValue\":\"x\"",
                        "\"attributes\":[",
                        "\"arrayValue\":{\"values\":[",
                        "]}]}]}",
                        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{}]}]}]}")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join("", words));
    }

    private static List<String> describe(Routing routing, String value) {
        return route(routing, value.getBytes(StandardCharsets.UTF_8)).stream()
                .map(outcome -> switch (outcome) {
                    case Outcome.Routed routed ->
                        routed.source().name()
                                + routed.id()
                                + routed.ingestTs()
                                + new String(routed.key(), StandardCharsets.UTF_8)
                                + new String(routed.value(), StandardCharsets.UTF_8);
                    case Outcome.Dropped dropped -> dropped.toString();
                })
                .toList();
    }

    private static List<Outcome> route(Routing routing, byte[] value) {
        var outcomes = new ArrayList<Outcome>();
        routing.route(new RawRecord("logs.raw", 0, 7, 1_800_000_000_000L, value, Map::of), outcomes::add);
        return outcomes;
    }

    private static Sources rules() {
        try {
            return Sources.parse("rules", """
                    sources:
                      a: {match: "k8s.pod_name == '../' || fields.n > 3"}
                      b: {match: "log.matches('a+$') && !('x' in k8s.labels)", drop: size % 2 == 0}
                      c: {match: "has(k8s.labels.a) || has(fields.fields) || headers['h'] == 'x'"}
                      d: {match: "level.startsWith('in') && message.size() > 0 && k8s.annotations.all(a, a != '')"}
                    """);
        } catch (InvalidSourcesException e) {
            throw new IllegalStateException(e);
        }
    }
}
