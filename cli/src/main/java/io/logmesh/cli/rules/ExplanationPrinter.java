package io.logmesh.cli.rules;

import io.logmesh.cli.console.Units;
import io.logmesh.contract.routing.Inspection.Form;
import io.logmesh.contract.routing.Inspection.Inspected;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.routing.Routing;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Prints what becomes of a message, and why, for people. */
final class ExplanationPrinter {

    private static final int MOST_PRINTED = 20;

    private final PrintWriter out;
    private final Marks marks;

    ExplanationPrinter(PrintWriter out, Marks marks) {
        this.out = out;
        this.marks = marks;
    }

    void print(byte[] raw, Fate.Message message) {
        int count = message.fates().size();
        out.println("message  " + (raw.length == 0 ? "(empty)" : Text.bytes(raw)));
        out.println("         " + Units.bytes(raw.length) + ", " + words(message.form(), count));
        for (int i = 0; i < Math.min(count, MOST_PRINTED); i++) {
            if (message.form() == Form.SPLIT) {
                out.println();
                out.println("record " + (i + 1) + " of " + count);
            }
            print(message.fates().get(i));
        }
        if (count > MOST_PRINTED) {
            out.println();
            out.println("and " + Units.count(count - MOST_PRINTED) + " more records; --json has all");
        }
        out.flush();
    }

    private static String words(Form form, int count) {
        return switch (form) {
            case UNTOUCHED -> "a JSON object, which passes as it came";
            case REPAIRED -> "a JSON object, in which what is no UTF-8 is replaced";
            case WRAPPED -> "no JSON object: it is wrapped as the text of one";
            case SPLIT -> "split into " + Units.count(count) + (count == 1 ? " record" : " records");
        };
    }

    private void print(Fate fate) {
        out.println();
        new StepPrinter(out, marks, "").print(fate.why().get());
        out.println();
        fate.outcomes().forEach(outcome -> print(outcome, fate));
    }

    private void print(Outcome outcome, Fate fate) {
        var record = fate.record();
        switch (outcome) {
            case Dropped dropped -> line("dropped", "by " + dropped.rule().name());
            case Routed routed -> {
                var source = routed.source();
                line(source.copy() ? "copy" : "source", source.name());
                line("topics", String.join(", then ", Destination.topics(source)));
                line("id", Destination.id(routed.id()));
                line("key", Text.line(new String(routed.key(), StandardCharsets.UTF_8)));
                line("time", Instant.ofEpochMilli(routed.ingestTs()) + " " + origin(record));
                source.quota().ifPresent(quota -> line("quota", Destination.quota(quota)));
                if (record.truncated()) {
                    line(
                            "cut",
                            "from " + Units.bytes(record.bytes()) + " to " + Units.bytes(Routing.MAX_VALUE_BYTES)
                                    + ", and marked");
                }
                print(fate.enriched(routed), routed.id());
            }
        }
    }

    private void print(EnrichedEvent event, String id) {
        if (!event.records().getFirst().equals(id)) {
            line(
                    "joined",
                    "to the event that begins with "
                            + Destination.id(event.records().getFirst()));
            return;
        }
        EnrichmentWords.of(event).forEach(this::line);
        out.println("becomes");
        Text.block(event.json()).forEach(text -> out.println("  " + text));
        out.println();
    }

    private static String origin(Inspected record) {
        return switch (record.ingestOrigin()) {
            case COLLECTOR -> "(the collector's ingest_ts)";
            case KAFKA_FOR_LACK_OF_A_STAMP -> "(Kafka's timestamp, here now: the record has no ingest_ts)";
            case KAFKA_SINCE_THE_STAMP_IS_UNREADABLE ->
                "(Kafka's timestamp, here now: the record's ingest_ts can't be read)";
            case KAFKA_SINCE_THE_STAMP_IS_FAR_OFF ->
                "(Kafka's timestamp, here now: the record's ingest_ts is over 7 days older, or over an hour newer)";
        };
    }

    private void line(String label, String text) {
        out.printf("%-8s %s%n", label, text);
    }
}
