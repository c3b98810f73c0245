package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What was found out of one record's metadata may serve another record only where it is the same. */
class KnownContainersTest {

    /** Longer than what is compared first, so that objects with the same one differ behind it. */
    private static final String HEAD = "\"container_image\":\"registry.example/" + "i".repeat(120) + "\"";

    private final Sources sources = sources();

    @Property(tries = 2000)
    void routesARecordAfterOthersAsIfItWereTheFirst(@ForAll("records") List<String> records) {
        var one = new Routing(sources);
        for (var record : records) {
            assertThat(outcomes(one, record)).isEqualTo(outcomes(new Routing(sources), record));
        }
    }

    @Test
    void routesMoreContainersThanItHolds() {
        var one = new Routing(sources);
        for (int i = 0; i < 20_000; i++) {
            var record = "{\"log\":\"x\",\"kubernetes\":{\"pod_name\":\"p%d\",%s,\"namespace_name\":\"%s\"}}"
                    .formatted(i % 5_000, HEAD, i % 2 == 0 ? "a" : "b");
            assertThat(outcomes(one, record).getFirst()).startsWith(i % 2 == 0 ? "a" : "b");
        }
    }

    @Provide
    Arbitrary<List<String>> records() {
        var name = Arbitraries.of("\"a\"", "\"b\"", "1", "\"\\u0061\"");
        var member = Combinators.combine(
                        Arbitraries.of("namespace_name", "pod_name", "container_name", "host", "pod_namespace"), name)
                .as("\"%s\":%s"::formatted);
        var labels = name.map("\"labels\":{\"app\":%s}"::formatted);
        var metadata = Arbitraries.oneOf(member, labels, Arbitraries.of("\"x\":[", "\"x\":{}", HEAD))
                .list()
                .ofMaxSize(4)
                .map(members -> HEAD + (members.isEmpty() ? "" : ",") + String.join(",", members));
        var kubernetes = Combinators.combine(metadata, Arbitraries.of("}", " }", "", "}}"))
                .as((members, end) -> "\"kubernetes\":{" + members + end);
        var beside = Arbitraries.of(
                "\"stream\":\"a\"",
                "\"stream\":\"b\"",
                "\"k8s.pod.name\":\"a\"",
                "\"k8s.namespace.name\":\"b\"",
                "\"log\":\"x\"");
        return Arbitraries.oneOf(kubernetes, beside)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(members -> "{" + String.join(",", members) + "}")
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }

    private static List<String> outcomes(Routing routing, String record) {
        var outcomes = new ArrayList<String>();
        var raw = new RawRecord("t", 0, 7, 1_000, record.getBytes(StandardCharsets.UTF_8), Map::of);
        routing.route(raw, outcome -> {
            var routed = (Outcome.Routed) outcome;
            outcomes.add(
                    routed.source().name() + ' ' + routed.id() + ' ' + text(routed.key()) + ' ' + text(routed.value()));
        });
        return outcomes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Sources sources() {
        try {
            return Sources.parse("f", """
                    sources:
                      a: {match: "k8s.namespace_name == 'a'"}
                      b: {match: "k8s.namespace_name == 'b' || k8s.pod_name == 'b'"}
                      label: {match: "k8s.labels['app'] == 'a'", copy: true}
                      host: {match: "k8s.host == 'a'"}
                      stream: {match: "stream == 'b'"}
                      container: {match: "has(k8s.container_name)"}
                    """);
        } catch (InvalidSourcesException e) {
            throw new IllegalStateException(e);
        }
    }
}
