package io.logmesh.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.Explainer;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FateTest {

    private static final List<String> RULES = List.of(
            "sources: {}",
            "sources: {rest: {partitions: 1}}\ndefault: rest",
            "sources: {rest: {drop: log == 'a'}, b: {match: log == 'b'}}\ndefault: rest",
            "sources: {rest: {match: level == 'x', drop: log == 'a'}, b: {match: log == 'b'}}\ndefault: rest",
            """
            sources:
              copy: {match: "k8s.labels.audit == 'yes' || topic == 't'", copy: true, drop: "level == 'x'"}
              not: {match: "!(level == 'x' && log == 'b')", drop: "has(k8s.pod_name)"}
              in: {match: "log in ['a', 'b'] && k8s.namespace_name != 'n'"}
            """);

    /** The steps are an explanation of the outcomes, and must never tell another story. */
    @Test
    void theStepsAgreeWithTheOutcomes() throws Exception {
        for (var rules : RULES) {
            var sources = Sources.parse("f", rules);
            var explainer = new Explainer();
            for (var record : records()) {
                var raw = new RawRecord("t", 0, 0, 0, record.getBytes(StandardCharsets.UTF_8), Map::of);
                for (var fate : Fate.of(raw, sources, explainer).fates()) {
                    assertThat(fate.why().get().stream()
                                    .filter(Step::matches)
                                    .map(step -> step.source().name() + (step.drops() ? " drops" : "")))
                            .as("%s by %s", record, rules)
                            .containsExactlyElementsOf(fate.outcomes().stream()
                                    .map(FateTest::words)
                                    .toList());
                }
            }
        }
    }

    private static List<String> records() {
        return List.of("''", "{}", "'a'", "'b'", "['a','b',{'log':'b','level':'x'}]").stream()
                .flatMap(value -> List.of(
                        value,
                        "{'log':" + (value.startsWith("'") ? value : "'b'") + ",'level':'x'}",
                        "{'log':'a','kubernetes':{'pod_name':'p','labels':{'audit':'yes'}}}",
                        "{'log':'b','level':'x','kubernetes':{'namespace_name':'m','labels':{'audit':'yes'}}}",
                        "{'log':'b','level':'x','kubernetes':{'namespace_name':'n'}}")
                        .stream())
                .map(value -> value.replace('\'', '"'))
                .distinct()
                .toList();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Routed routed -> routed.source().name();
            case Dropped dropped -> dropped.rule().name() + " drops";
        };
    }
}
