package io.logmesh.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.FoundIn;
import io.logmesh.contract.enrichment.Shaped;
import io.logmesh.contract.sources.IndexSettings.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the enricher found in an event and did to it, in a few words for each step. */
final class EnrichmentWords {

    private EnrichmentWords() {}

    /** By the name of the step, in the enricher's order; steps that did nothing are not there. */
    static Map<String, String> of(EnrichedEvent event) {
        var words = new LinkedHashMap<String, String>();
        var enriched = event.enriched();
        var record = event.json();
        if (event.records().size() > 1) {
            words.put("joined", event.records().size() + " records to one event");
        }
        if (!event.redacted().isEmpty()) {
            words.put("redacted", redacted(event.redacted()));
        }
        words.put("format", format(enriched));
        words.put("level", found(record.path(RecordFields.LEVEL).asText("none"), enriched.levelFrom()));
        words.put("happened", time(record, enriched));
        if (enriched.traceFrom() != FoundIn.NOTHING) {
            words.put("trace", found(trace(record), enriched.traceFrom()));
        }
        if (!enriched.shaped().equals(Shaped.NONE)) {
            words.put("shape", shaped(enriched.shaped()));
        }
        if (!enriched.oddities().isEmpty()) {
            words.put(
                    "odd",
                    enriched.oddities().stream()
                            .sorted()
                            .map(oddity -> oddity.tag().replace('_', ' '))
                            .collect(Collectors.joining(", ")));
        }
        words.put("index", index(event));
        return words;
    }

    private static String redacted(Map<String, Integer> redacted) {
        return redacted.entrySet().stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String format(Enriched enriched) {
        return enriched.format().tag() + (enriched.unparsed() ? ": none of the formats that are looked for fits" : "");
    }

    private static String time(JsonNode record, Enriched enriched) {
        var time = record.path(RecordFields.TIMESTAMP).asText();
        return enriched.timeFrom() == FoundIn.NOTHING
                ? time + " (nobody says so: when it was collected)"
                : found(time, enriched.timeFrom());
    }

    private static String trace(JsonNode record) {
        var span = record.path(RecordFields.SPAN_ID).asText("");
        return record.path(RecordFields.TRACE_ID).asText("none") + (span.isEmpty() ? "" : ", span " + span);
    }

    private static String found(String value, FoundIn place) {
        return switch (place) {
            case TEXT -> value + " (in the text)";
            case COLLECTOR -> value + " (the collector says so)";
            case NOTHING -> value;
        };
    }

    private static String shaped(Shaped shaped) {
        var counts = new ArrayList<String>();
        count(shaped.dropped(), "dropped", counts);
        count(shaped.renamed(), "renamed", counts);
        count(shaped.leftOut(), "left out, beyond the number of fields", counts);
        count(shaped.cut(), "cut, being too long", counts);
        count(shaped.asText(), "made text, being too deep or too many", counts);
        return String.join("; ", counts);
    }

    private static void count(int fields, String what, List<String> counts) {
        if (fields > 0) {
            counts.add(fields + " " + what);
        }
    }

    private static String index(EnrichedEvent event) {
        var index = event.source().index();
        if (!index.isIndexed()) {
            return "no, its source is archived only";
        }
        return index.sample().map(sample -> sampled(sample, event.sampled())).orElse("yes");
    }

    private static String sampled(Sample sample, boolean applies) {
        var when =
                sample.when().map(condition -> Text.line(condition.toString())).orElse("all");
        return applies
                ? Units.rate(sample.keep() * 100) + "% of such records, by their ids (sample of " + when + ")"
                : "yes, no sample is taken of it (only of " + when + ")";
    }
}
