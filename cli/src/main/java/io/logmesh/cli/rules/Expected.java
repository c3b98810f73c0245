package io.logmesh.cli.rules;

import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.routing.RecordReader;
import io.logmesh.contract.sources.RecordVariables;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.TestCase.Expectation;
import io.logmesh.contract.sources.Variables;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what is expected of a record with what becomes of it. */
final class Expected {

    private final Expectation expect;
    private final Fate fate;

    Expected(Expectation expect, Fate fate) {
        this.expect = expect;
        this.fate = fate;
    }

    /** Passes on what was expected, and what came instead, for everything that differs. */
    void check(BiConsumer<String, String> unmet) {
        if (expect.nothing() && fate.routed().findAny().isPresent()) {
            unmet.accept("nothing: dropped, and no copies", fate.summary());
        }
        expect.source()
                .filter(name -> !name.equals(owner()))
                .ifPresent(name -> unmet.accept("source " + name, fate.summary()));
        expect.droppedBy()
                .filter(names -> !names.equals(names(fate.drops().stream().map(Dropped::rule))))
                .ifPresent(names -> unmet.accept(
                        list("dropped by", names),
                        list("dropped by", names(fate.drops().stream().map(Dropped::rule))) + ": " + fate.summary()));
        expect.copies()
                .filter(names -> !names.equals(names(fate.copies().stream().map(Routed::source))))
                .ifPresent(names -> unmet.accept(
                        list("copies to", names),
                        list("copies to", names(fate.copies().stream().map(Routed::source)))));
        expect.lane()
                .filter(lane -> !fate.own().flatMap(own -> own.source().lane()).equals(expect.lane()))
                .ifPresent(lane -> unmet.accept("lane " + lane, fate.summary()));
        checkContent(unmet);
    }

    private void checkContent(BiConsumer<String, String> unmet) {
        var record = content();
        var level = record.get(Variables.LEVEL);
        expect.level()
                .filter(expected -> !expected.equals(level))
                .ifPresent(expected -> unmet.accept("level " + expected, "level " + Text.value(level)));
        expect.message()
                .filter(message -> !message.equals(record.get(Variables.MESSAGE)))
                .ifPresent(message -> unmet.accept(
                        "message " + Text.value(message), "message " + Text.value(record.get(Variables.MESSAGE))));
        if (!expect.fields().isEmpty()) {
            var fields = (Map<?, ?>) record.get(Variables.FIELDS);
            expect.fields().forEach((name, value) -> {
                if (!matches(value, fields.get(name))) {
                    unmet.accept(
                            "field " + name + " = " + Text.value(value),
                            "field " + name + " = " + Text.value(fields.get(name)));
                }
            });
        }
    }

    /**
     * What expressions would see of the record as it is enriched for the source that took it, or where that dropped it, for
     * the first that has a copy: sources enrich each in its own way. Of what is dropped altogether, what they saw.
     */
    private RecordVariables content() {
        return fate.own()
                .or(() -> fate.routed().findFirst())
                .map(routed ->
                        new RecordReader().read(fate.enriched(routed).enriched().value()))
                .orElse(fate.record().variables());
    }

    /** Objects may have more members than are expected, everything else must be equal. */
    private static boolean matches(Object expected, Object actual) {
        if (expected instanceof Map<?, ?> members) {
            return actual instanceof Map<?, ?> all
                    && members.entrySet().stream()
                            .allMatch(member -> matches(member.getValue(), all.get(member.getKey())));
        }
        if (expected instanceof Number number && actual instanceof Number other && !number.equals(other)) {
            return number.doubleValue() == other.doubleValue() && !(number instanceof Long && other instanceof Long);
        }
        return expected == null ? actual == null : expected.equals(actual);
    }

    private String owner() {
        return fate.own().map(own -> own.source().name()).orElse("");
    }

    private static Set<String> names(Stream<Source> sources) {
        return sources.map(Source::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String list(String what, Set<String> names) {
        return what + ' ' + (names.isEmpty() ? "none" : String.join(", ", names));
    }
}
