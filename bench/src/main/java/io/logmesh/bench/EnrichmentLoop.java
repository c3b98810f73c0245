package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.enrichment.Origin;
import io.logmesh.contract.enrichment.Owners;
import io.logmesh.contract.joining.ContainerStream;
import io.logmesh.contract.joining.HeldRecord;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.JoinedEvent;
import io.logmesh.contract.joining.Joiner;
import io.logmesh.contract.joining.PendingStore;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.sources.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** What the enricher does to records, without Kafka around it: a program that prints how many a second. */
final class EnrichmentLoop {

    private static final int DIFFERENT = 60_000;
    private static final int WARM_UPS = 12;
    private static final int MEASURED = 12;
    private static final int BUDGET = 64 << 20;

    private record Line(byte[] key, byte[] value, String id, long time) {}

    private final Enrichment coming = new Enrichment();
    private final Enrichment held = new Enrichment();
    private final Redactor redactor = new Redactor(null, _ -> {});
    private final Treatment treatment;
    private final Owners owners;
    private final Joiner joiner;
    private long events;

    private EnrichmentLoop(Treatment treatment, Owners owners) {
        this.treatment = treatment;
        this.owners = owners;
        this.joiner = new Joiner(new Store(), new JoinBudget(BUDGET), _ -> treatment.multiline(), this::passOn);
    }

    /** The argument is the name of one of the {@link EnricherFeatures}. */
    public static void main(String[] args) throws Exception {
        var features = EnricherFeatures.valueOf(args[0]);
        var lines = lines();
        var loop = new EnrichmentLoop(features.treatment(), features.owned() ? catalog() : Owners.NONE);
        for (int i = 0; i < WARM_UPS; i++) {
            loop.run(lines);
        }
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED; i++) {
            loop.run(lines);
        }
        System.out.println((double) MEASURED * DIFFERENT * 1e9 / (System.nanoTime() - start));
    }

    private static Line[] lines() {
        var routed = new RoutedRecords();
        var lines = new Line[DIFFERENT];
        for (int i = 0; i < DIFFERENT; i++) {
            var record = routed.record(i);
            var id = RecordHeaders.text(record.headers(), HeaderNames.ID);
            lines[i] = new Line(record.key(), record.value(), id, record.timestamp());
        }
        return lines;
    }

    private static Catalog catalog() throws InvalidEntryException {
        var catalog = new Catalog(BUDGET);
        for (int i = 0; i < RoutedRecords.OWNERS; i++) {
            var owner = RoutedRecords.owner(i);
            catalog.put(owner.key(), owner.value());
        }
        return catalog;
    }

    private void run(Line[] lines) {
        long before = events;
        for (int i = 0; i < lines.length; i++) {
            take(lines[i], i);
        }
        if (events == before) {
            throw new IllegalStateException("no event came out");
        }
    }

    private void take(Line record, int offset) {
        joiner.heard(record.time(), record.time());
        var line = coming.read(record.value());
        var stream = ContainerStream.of(RoutedRecords.SOURCE, record.key());
        boolean isHeld = joiner.takes(
                stream,
                line,
                record.id(),
                Marks.NONE,
                () -> new HeldRecord(record.id(), line.value(), List.of(), record.time(), offset));
        if (!isHeld) {
            enrich(coming, record.key(), record.id(), record.time(), "", 1);
        }
    }

    private void passOn(JoinedEvent event) {
        held.read(event.value());
        enrich(held, event.key(), event.first().id(), event.first().timestamp(), event.covers(), event.lines());
    }

    private void enrich(Enrichment enrichment, byte[] key, String id, long time, String covers, int lines) {
        if (treatment.redaction().isOn()) {
            enrichment.redact(redactor, treatment.redaction());
        }
        long container = Origin.container(RoutedRecords.SOURCE, key);
        var origin = new Origin(RoutedRecords.SOURCE, id, time, Marks.NONE, covers, lines, container);
        events += enrichment.enrich(origin, treatment, owners).value().length > 0 ? 1 : 0;
    }

    /** As the cache before the enricher's store: nothing is written before the next commit. */
    private static final class Store implements PendingStore {

        private final Map<Bytes, byte[]> events = new HashMap<>();

        @Override
        public void put(byte[] stream, byte[] event) {
            events.put(Bytes.wrap(stream), event);
        }

        @Override
        public void remove(byte[] stream) {
            events.remove(Bytes.wrap(stream));
        }

        @Override
        public void forEach(Entries entries) {
            events.forEach((stream, event) -> entries.accept(stream.get(), event));
        }
    }
}
