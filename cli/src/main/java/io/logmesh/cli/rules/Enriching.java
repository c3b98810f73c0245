package io.logmesh.cli.rules;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.IndexSampling;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.enrichment.Origin;
import io.logmesh.contract.joining.ContainerStream;
import io.logmesh.contract.joining.HeldRecord;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.JoinedEvent;
import io.logmesh.contract.joining.Joiner;
import io.logmesh.contract.joining.PendingStore;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.sources.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the enricher makes of the records of one message, by the code that it runs: as if nothing came before or after. */
final class Enriching {

    /** A record, as one source has it. */
    record Place(String source, String id) {}

    /** Twice what a message may have, in any encoding. */
    private static final long BUDGET = 64L << 20;

    private final Enrichment coming = new Enrichment();
    private final Enrichment held = new Enrichment();
    private final IndexSampling sampling = new IndexSampling();
    private final Map<String, Integer> found = new TreeMap<>();
    private final Redactor redactor = new Redactor(null, detector -> found.merge(detector, 1, Integer::sum));
    private final Map<Place, Routed> routed = new HashMap<>();
    private final Map<Place, EnrichedEvent> events = new HashMap<>();
    private final Joiner joiner;

    private Enriching(List<Routed> records) {
        records.forEach(record -> routed.put(place(record), record));
        var bySource = new HashMap<String, Source>();
        records.forEach(record -> bySource.put(record.source().name(), record.source()));
        joiner = new Joiner(
                new NoStore(),
                new JoinBudget(BUDGET),
                source -> bySource.get(source).treatment().multiline(),
                this::passOn);
    }

    /** The event that each of these records, which are in the order of their message, is in. */
    static Map<Place, EnrichedEvent> of(List<Routed> records) {
        var enriching = new Enriching(records);
        records.forEach(enriching::take);
        var streams = new LinkedHashSet<ContainerStream>();
        records.forEach(record -> streams.add(stream(record)));
        streams.forEach(enriching.joiner::end);
        return enriching.events;
    }

    static Place place(Routed record) {
        return new Place(record.source().name(), record.id());
    }

    private void take(Routed record) {
        joiner.heard(record.ingestTs(), record.ingestTs());
        var line = coming.read(record.value());
        boolean isHeld = joiner.takes(stream(record), line, record.id(), Marks.NONE, () -> held(record, line.value()));
        if (!isHeld) {
            enrich(coming, record, List.of(record.id()), "");
        }
    }

    private static HeldRecord held(Routed record, byte[] value) {
        byte[] source = record.source().name().getBytes(StandardCharsets.US_ASCII);
        return new HeldRecord(
                record.id(), value, List.of(new HeldHeader(HeaderNames.SOURCE, source)), record.ingestTs(), 0);
    }

    private void passOn(JoinedEvent event) {
        var source = new String(event.first().headers().getFirst().value(), StandardCharsets.US_ASCII);
        held.read(event.value());
        var ids = new ArrayList<>(List.of(event.first().id()));
        if (!event.covers().isEmpty()) {
            ids.addAll(CoveredIds.read(event.first().id(), event.covers()).orElseThrow());
        }
        enrich(held, routed.get(new Place(source, event.first().id())), ids, event.covers());
    }

    private void enrich(Enrichment enrichment, Routed first, List<String> ids, String covers) {
        var source = first.source();
        var origin = new Origin(
                source.name(),
                first.id(),
                first.ingestTs(),
                Marks.NONE,
                covers,
                ids.size(),
                Origin.container(source.name(), first.key()));
        found.clear();
        if (source.treatment().redaction().isOn()) {
            enrichment.redact(redactor, source.treatment().redaction());
        }
        var enriched = enrichment.enrich(origin, source.treatment());
        boolean sampled = source.index()
                .sample()
                .filter(sample -> sampling.appliesTo(sample, enriched))
                .isPresent();
        var redacted = Collections.unmodifiableMap(new TreeMap<>(found));
        var event = new EnrichedEvent(source, List.copyOf(ids), redacted, enriched, sampled);
        ids.forEach(id -> events.put(new Place(source.name(), id), event));
    }

    private static ContainerStream stream(Routed record) {
        return ContainerStream.of(record.source().name(), record.key());
    }

    /** Nothing has to survive a command. */
    private static final class NoStore implements PendingStore {

        @Override
        public void put(byte[] stream, byte[] event) {
            // the joiner knows it, too
        }

        @Override
        public void remove(byte[] stream) {
            // never there
        }

        @Override
        public void forEach(Entries entries) {
            // there is none
        }
    }
}
