package io.logmesh.contract.routing;

import io.logmesh.contract.PartitionIds;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.util.function.Consumer;

/**
 * Decides what becomes of raw records. A pure function of the rules and the record: any replay, on any machine, in any
 * batch, gives the same outcomes with the same ids. Whatever the bytes are, nothing is thrown and nothing is lost.
 *
 * <p>A JSON object passes untouched. An array, several objects in one message and an OTLP/JSON export are split. Text is
 * wrapped as {@code {"log":"<text>"}}, and so is a message without a value: its text is empty. What is longer than
 * {@link #MAX_VALUE_BYTES} is cut and marked.
 *
 * <p>Not thread-safe: its buffers are used again for each record.
 */
public final class Routing {

    /** The longest value of a routed record. */
    public static final int MAX_VALUE_BYTES = 1024 * 1024;

    private static final byte[] NOTHING = {};

    /** Of so many partitions, the ids are made without beginning anew. */
    private static final int PARTITIONS_KNOWN = 64;

    private final SourceIndex index;
    private final Source defaultSource;
    private final RecordLayout layout = new RecordLayout();
    private final RecordView view = new RecordView();
    private final StreamKey streamKey = new StreamKey();
    private final SizeLimit sizeLimit = new SizeLimit();
    private final MessageSplitter splitter = new MessageSplitter(sizeLimit);
    private final PartitionIds[] ids = new PartitionIds[PARTITIONS_KNOWN];

    public Routing(Sources sources) {
        this.index = new SourceIndex(sources);
        this.defaultSource = sources.defaultSource();
    }

    /** Hands every outcome to {@code outcomes}: at least one, and more where the message is split or rules copy. */
    public void route(RawRecord raw, Consumer<Outcome> outcomes) {
        byte[] value = raw.value() == null ? NOTHING : raw.value();
        if (layout.read(value) && !layout.has(Field.OTLP_EXPORT)) {
            long ingestTs = IngestTime.of(layout, raw.timestamp());
            routeOne(raw, ingestTs, id(raw, ingestTs), outcomes);
            return;
        }
        var message = splitter.split(value);
        for (int index = 0; index < message.records().size(); index++) {
            layout.read(message.records().get(index));
            long ingestTs = IngestTime.of(layout, raw.timestamp());
            var id = id(raw, ingestTs);
            routeOne(raw, ingestTs, message.several() ? RecordId.part(id, index) : id, outcomes);
        }
    }

    private String id(RawRecord raw, long ingestTs) {
        int place = raw.partition() % ids.length;
        if (ids[place] == null || !ids[place].areOf(raw.topic(), raw.partition())) {
            ids[place] = new PartitionIds(raw.topic(), raw.partition());
        }
        return ids[place].of(ingestTs, raw.offset());
    }

    /** Routes the record that {@link #layout} has read. */
    private void routeOne(RawRecord raw, long ingestTs, String id, Consumer<Outcome> outcomes) {
        var delivery = new Delivery(id, ingestTs, streamKey.of(layout, raw), sizeLimit.fit(layout), outcomes);
        view.of(raw, layout);
        var candidates = index.candidates(raw, layout);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            if (index.takes(i, view)) {
                var source = index.source(i);
                delivery.to(source, source.drops(view));
                if (!source.copy()) {
                    return;
                }
            }
        }
        delivery.to(defaultSource, defaultSource.drops(view));
    }

    /** One record, and where its outcomes go. */
    private record Delivery(String id, long ingestTs, byte[] key, byte[] value, Consumer<Outcome> outcomes) {

        void to(Source source, boolean drop) {
            outcomes.accept(
                    drop
                            ? new Outcome.Dropped(source, id, value.length)
                            : new Outcome.Routed(source, id, ingestTs, key, value));
        }
    }
}
