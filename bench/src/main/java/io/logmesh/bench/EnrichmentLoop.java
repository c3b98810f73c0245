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

/**
 * What the enricher does to records, without Kafka around it: a program that prints how many a second. Or how many with and
 * without counting what the enricher counts, where that is asked for.
 */
final class EnrichmentLoop {

    private static final int DIFFERENT = 60_000;

    /** As many as Kafka Streams takes between two looks at the clock. */
    private static final int TURN = 1_000;

    private static final int WARM_UPS = 6;
    private static final int MEASURED = 6;
    private static final int BUDGET = 64 << 20;

    private record Line(byte[] key, byte[] value, String id, long time) {}

    private final Enrichment coming = new Enrichment();
    private final Enrichment held = new Enrichment();
    private final Redactor redactor = new Redactor(null, _ -> {});
    private final Treatment treatment;
    private final Owners owners;
    private final EnricherCounts counts = new EnricherCounts();
    private final boolean isCounting;
    private final Joiner joiner;
    private long events;
    private long now;

    /** Records a second, without counting and with it. */
    record Race(double alone, double counting) {

        /** What {@link EnrichmentLoop} has printed. */
        static Race read(String line) {
            int space = line.indexOf(' ');
            return new Race(Double.parseDouble(line.substring(0, space)), Double.parseDouble(line.substring(space)));
        }
    }

    private EnrichmentLoop(Treatment treatment, Owners owners, boolean isCounting) {
        this.treatment = treatment;
        this.owners = owners;
        this.isCounting = isCounting;
        this.joiner = new Joiner(new Store(), new JoinBudget(BUDGET), _ -> treatment.multiline(), this::passOn);
    }

    /** The first argument is the name of one of the {@link EnricherFeatures}; a second one, whatever it is, asks for a race. */
    public static void main(String[] args) throws Exception {
        var features = EnricherFeatures.valueOf(args[0]);
        var lines = lines();
        var alone = loop(features, false);
        var counting = loop(features, args.length > 1);
        run(alone, counting, lines, WARM_UPS);
        var race = run(alone, counting, lines, MEASURED);
        System.out.println(
                args.length > 1 ? race.alone() + " " + race.counting() : (race.alone() + race.counting()) / 2);
    }

    private static EnrichmentLoop loop(EnricherFeatures features, boolean isCounting) throws Exception {
        return new EnrichmentLoop(features.treatment(), features.owned() ? catalog() : Owners.NONE, isCounting);
    }

    /** Both take turns, which are short: whatever else slows the machine down does so to both. */
    private static Race run(EnrichmentLoop alone, EnrichmentLoop counting, Line[] lines, int times) {
        long nanosAlone = 0;
        long nanosCounting = 0;
        for (int i = 0; i < times; i++) {
            for (int from = 0; from < DIFFERENT; from += TURN) {
                nanosAlone += alone.nanosOf(lines, from);
                nanosCounting += counting.nanosOf(lines, from);
            }
        }
        double records = (double) times * DIFFERENT;
        return new Race(records * 1e9 / nanosAlone, records * 1e9 / nanosCounting);
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

    private long nanosOf(Line[] lines, int from) {
        long before = events;
        long start = System.nanoTime();
        now = System.currentTimeMillis();
        for (int i = from; i < from + TURN; i++) {
            take(lines[i], i);
        }
        long nanos = System.nanoTime() - start;
        if (events == before) {
            throw new IllegalStateException("no event came out");
        }
        return nanos;
    }

    private void take(Line record, int offset) {
        long begin = isCounting ? counts.begin(offset, record.time()) : 0;
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
        if (isCounting) {
            counts.taken(record.value().length, begin);
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
        var enriched = enrichment.enrich(origin, treatment, owners);
        events += enriched.value().length > 0 ? 1 : 0;
        if (isCounting) {
            counts.passed(RoutedRecords.SOURCE, enriched, time, now);
        }
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
