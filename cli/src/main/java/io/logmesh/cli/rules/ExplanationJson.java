package io.logmesh.cli.rules;

import io.logmesh.contract.enrichment.Oddity;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.sources.Term;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What becomes of a message, and why, for machines. */
final class ExplanationJson {

    private ExplanationJson() {}

    static String of(Fate.Message message, String rules) {
        var json = new LinkedHashMap<String, Object>();
        json.put("rules", rules);
        json.put("message", name(message.form()));
        json.put("records", message.fates().stream().map(ExplanationJson::fate).toList());
        return Text.pretty(json);
    }

    private static Map<String, Object> fate(Fate fate) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", Destination.id(fate.record().id()));
        json.put("ingest_ts", Instant.ofEpochMilli(fate.record().ingestTs()).toString());
        json.put("ingest_ts_from", name(fate.record().ingestOrigin()));
        json.put("bytes", fate.record().bytes());
        json.put("truncated", fate.record().truncated());
        json.put("steps", steps(fate.why().get()));
        json.put(
                "outcomes",
                fate.outcomes().stream().map(outcome -> outcome(outcome, fate)).toList());
        return json;
    }

    private static Map<String, Object> outcome(Outcome outcome, Fate fate) {
        var json = new LinkedHashMap<String, Object>();
        switch (outcome) {
            case Routed routed -> {
                var source = routed.source();
                json.put("source", source.name());
                json.put("copy", source.copy());
                json.put("topics", Destination.topics(source));
                json.put("lane", source.lane().orElse(null));
                json.put("quota", source.quota().map(Destination::quota).orElse(null));
                json.put("key", new String(routed.key(), StandardCharsets.UTF_8));
                json.put("bytes", routed.value().length);
                json.put("enriched", enriched(fate.enriched(routed)));
            }
            case Dropped dropped -> json.put("dropped_by", dropped.rule().name());
        }
        return json;
    }

    private static Map<String, Object> enriched(EnrichedEvent event) {
        var enriched = event.enriched();
        var json = new LinkedHashMap<String, Object>();
        json.put("joined", event.records().stream().map(Destination::id).toList());
        json.put("redacted", event.redacted());
        json.put("format", enriched.format().tag());
        json.put("unparsed", enriched.unparsed());
        json.put("level_from", name(enriched.levelFrom()));
        json.put("time_from", name(enriched.timeFrom()));
        json.put("trace_from", name(enriched.traceFrom()));
        json.put("shape", enriched.shaped());
        json.put(
                "oddities",
                enriched.oddities().stream().sorted().map(Oddity::tag).toList());
        json.put("sampled", event.sampled());
        json.put("indexed", event.source().index().isIndexed());
        json.put("record", event.json());
        return json;
    }

    static List<Map<String, Object>> steps(List<Step> steps) {
        return steps.stream().map(ExplanationJson::step).toList();
    }

    private static Map<String, Object> step(Step step) {
        var json = new LinkedHashMap<String, Object>();
        json.put("source", step.source().name());
        json.put("copy", step.source().copy());
        json.put("answer", name(step.answer()));
        json.put("drops", step.drops());
        step.match().ifPresent(term -> json.put("match", term(term)));
        step.drop().ifPresent(term -> json.put("drop", term(term)));
        return json;
    }

    private static Map<String, Object> term(Term term) {
        var json = new LinkedHashMap<String, Object>();
        json.put("expression", term.text());
        json.put("is", name(term.verdict()));
        if (term.join() == Term.Join.NONE) {
            var seen = new LinkedHashMap<String, Object>();
            term.seen().forEach(field -> seen.put(field.name(), field.value()));
            json.put("seen", seen);
        } else {
            json.put("join", name(term.join()));
            json.put("parts", term.parts().stream().map(ExplanationJson::term).toList());
        }
        return json;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
