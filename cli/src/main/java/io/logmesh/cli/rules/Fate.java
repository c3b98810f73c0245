package io.logmesh.cli.rules;

import io.logmesh.cli.rules.Enriching.Place;
import io.logmesh.contract.routing.Inspection;
import io.logmesh.contract.routing.Inspection.Inspected;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.Explainer;
import io.logmesh.contract.sources.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of one record, and why. What becomes of it is the router's own decision; the steps explain it.
 *
 * @param outcomes one for each source that it belongs to
 * @param why takes some time, and is mostly not asked for
 * @param events what the enricher makes of all the records of the message; the same holds for that
 */
record Fate(
        Inspected record,
        List<Outcome> outcomes,
        Supplier<List<Step>> why,
        Supplier<Map<Place, EnrichedEvent>> events) {

    /** A message, and the fates of the records in it. */
    record Message(Inspection.Form form, List<Fate> fates) {}

    static Message of(RawRecord raw, Sources sources, Explainer explainer) {
        var outcomes = new ArrayList<Outcome>();
        new Routing(sources).route(raw, outcomes::add);
        var ofRecord = outcomes.stream().collect(Collectors.groupingBy(Outcome::id));
        var inspection = Inspection.of(raw);
        var events = Lazy.of(() -> Enriching.of(routed(outcomes).toList()));
        return new Message(
                inspection.form(),
                inspection.records().stream()
                        .map(record -> new Fate(
                                record,
                                ofRecord.get(record.id()),
                                () -> Step.of(sources, record.variables(), explainer),
                                events))
                        .toList());
    }

    /** As a record of the source that took it; nothing where that dropped it. */
    Optional<Routed> own() {
        return routed().filter(routed -> !routed.source().copy()).findFirst();
    }

    List<Routed> copies() {
        return routed().filter(routed -> routed.source().copy()).toList();
    }

    List<Dropped> drops() {
        return outcomes.stream()
                .filter(Dropped.class::isInstance)
                .map(Dropped.class::cast)
                .toList();
    }

    Stream<Routed> routed() {
        return routed(outcomes);
    }

    /** The event that the record, as {@code routed} to one source, is in. */
    EnrichedEvent enriched(Routed routed) {
        return events.get().get(Enriching.place(routed));
    }

    private static Stream<Routed> routed(List<Outcome> outcomes) {
        return outcomes.stream().filter(Routed.class::isInstance).map(Routed.class::cast);
    }

    /** In a few words. */
    String summary() {
        var words = new ArrayList<String>();
        own().ifPresent(routed -> words.add("source " + routed.source().name()
                + routed.source().lane().map(lane -> " in lane " + lane).orElse("")));
        drops().forEach(dropped -> words.add("dropped by " + dropped.rule().name()));
        copies().forEach(copy -> words.add("a copy to " + copy.source().name()));
        return String.join(", ", words);
    }
}
