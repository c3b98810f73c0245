package io.logmesh.indexer;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.SharedIndexId;
import io.logmesh.contract.SourceName;
import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.PolledRecord.Skipped.Reason;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.Document;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import io.logmesh.telemetry.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads from a record's headers what becomes of it. Its value is only looked at for being there. Thread-safe. */
final class RecordReader {

    private final Supplier<IndexPlan> plan;
    private final Tracing tracing;
    private final DailyIndex index;
    private final Set<String> validSources = ConcurrentHashMap.newKeySet();

    /** The source before: most records have the same as their neighbour. */
    private volatile Known before;

    private record Known(byte[] bytes, String source) {}

    RecordReader(Supplier<IndexPlan> plan, Placements placements, Tracing tracing) {
        this.plan = plan;
        this.index = new DailyIndex(placements);
        this.tracing = tracing;
    }

    /** @throws InterruptedException where the service stops while it is asked which index takes the record's source */
    PolledRecord read(ConsumerRecord<byte[], byte[]> record, Range range) throws InterruptedException {
        var marks = Marks.of(record.headers());
        var source = source(marks.source());
        if (source == null) {
            return unusable(record, range, "no_source", HeaderNames.SOURCE + " is missing or names no source");
        }
        var settings = plan.get().of(source);
        if (!settings.isIndexed()) {
            return new Skipped(record, range, source, Reason.SWITCHED_OFF);
        }
        if (marks.isMarkedOut() || marks.isForAnother()) {
            return new Skipped(record, range, source, Reason.MARKED);
        }
        return indexable(record, range, source, marks, settings.into());
    }

    private PolledRecord indexable(
            ConsumerRecord<byte[], byte[]> record, Range range, String source, Marks marks, Into wanted)
            throws InterruptedException {
        if (!isId(marks.id())) {
            return unusable(record, range, "no_id", HeaderNames.ID + " is missing or can't be an id");
        }
        long ingestTs = RecordHeaders.ingestTs(marks.ingestTs());
        if (!DailyIndex.covers(ingestTs)) {
            var why = HeaderNames.INGEST_TS + " is missing or out of the years 2000 to 2099";
            return unusable(record, range, "no_ingest_time", why);
        }
        if (record.value() == null) {
            return unusable(record, range, "no_value", "the record has no value");
        }
        var into = index.of(source, wanted, ingestTs);
        var id = DailyIndex.isShared(into) ? SharedIndexId.of(marks.id(), source) : marks.id();
        if (id.length > Document.MAX_ID_LENGTH) {
            return unusable(record, range, "no_id", HeaderNames.ID + " is too long for an index that sources share");
        }
        long held = marks.bytes() + record.value().length;
        long eventTs = marks.happened(ingestTs);
        var span = tracing.follow("index", record.headers());
        return new Indexable(record, range, source, into, id, ingestTs, eventTs, record.value(), held, false, span);
    }

    private static Unusable unusable(ConsumerRecord<byte[], byte[]> record, Range range, String error, String why) {
        return new Unusable(record, range, new Outcome.Refused(error, why));
    }

    /** Null where it is none. Remembers the names that passed, since the rule costs more than all else that is read here. */
    private String source(byte[] bytes) {
        var known = before;
        if (known != null && Arrays.equals(known.bytes(), bytes)) {
            return known.source();
        }
        var source = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        if (!validSources.contains(source) && !(SourceName.isValid(source) && validSources.add(source))) {
            return null;
        }
        before = new Known(bytes, source);
        return source;
    }

    private static boolean isId(byte[] id) {
        if (id == null || id.length == 0 || id.length > Document.MAX_ID_LENGTH) {
            return false;
        }
        for (byte b : id) {
            if (b <= ' ' || b > '~' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }
}
