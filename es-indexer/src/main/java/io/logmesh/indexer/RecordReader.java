package io.logmesh.indexer;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.SourceName;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.PolledRecord.Skipped.Reason;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.Document;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import io.logmesh.telemetry.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads from a record's headers what becomes of it. Its value is only looked at for being there. Thread-safe. */
final class RecordReader {

    private static final byte[] NO = HeaderNames.INDEX_NO.getBytes(StandardCharsets.US_ASCII);

    private static final byte[] STAGE = KafkaDeadLetters.STAGE.getBytes(StandardCharsets.US_ASCII);

    private final Supplier<IndexPlan> plan;
    private final Tracing tracing;
    private final DailyIndex index = new DailyIndex();
    private final Set<String> validSources = ConcurrentHashMap.newKeySet();

    RecordReader(Supplier<IndexPlan> plan, Tracing tracing) {
        this.plan = plan;
        this.tracing = tracing;
    }

    PolledRecord read(ConsumerRecord<byte[], byte[]> record, Range range) {
        var headers = record.headers();
        var source = RecordHeaders.text(headers, HeaderNames.SOURCE);
        if (source == null || !isValid(source)) {
            return unusable(record, range, "no_source", HeaderNames.SOURCE + " is missing or names no source");
        }
        var settings = plan.get().of(source);
        if (!settings.isIndexed()) {
            return new Skipped(record, range, source, Reason.SWITCHED_OFF);
        }
        if (isMarkedOut(headers) || isForAnother(headers)) {
            return new Skipped(record, range, source, Reason.MARKED);
        }
        var id = id(headers);
        if (id == null) {
            return unusable(record, range, "no_id", HeaderNames.ID + " is missing or can't be an id");
        }
        long ingestTs = RecordHeaders.ingestTs(headers);
        if (!DailyIndex.covers(ingestTs)) {
            return unusable(
                    record,
                    range,
                    "no_ingest_time",
                    HeaderNames.INGEST_TS + " is missing or out of the years 2000 to 2099");
        }
        if (record.value() == null) {
            return unusable(record, range, "no_value", "the record has no value");
        }
        var into = index.of(source, settings.into(), ingestTs);
        return new Indexable(
                record, range, source, into, id, ingestTs, record.value(), false, tracing.follow("index", headers));
    }

    private static Unusable unusable(ConsumerRecord<byte[], byte[]> record, Range range, String error, String why) {
        return new Unusable(record, range, new Outcome.Refused(error, why));
    }

    /** Remembers the names that passed, since the rule costs more than all else that is read here. */
    private boolean isValid(String source) {
        return validSources.contains(source) || (SourceName.isValid(source) && validSources.add(source));
    }

    private static boolean isMarkedOut(Headers headers) {
        var header = headers.lastHeader(HeaderNames.INDEX);
        return header != null && Arrays.equals(header.value(), NO);
    }

    private static boolean isForAnother(Headers headers) {
        var header = headers.lastHeader(HeaderNames.ONLY_FOR);
        return header != null && !Arrays.equals(header.value(), STAGE);
    }

    private static byte[] id(Headers headers) {
        var header = headers.lastHeader(HeaderNames.ID);
        var id = header == null ? null : header.value();
        if (id == null || id.length == 0 || id.length > Document.MAX_ID_LENGTH) {
            return null;
        }
        for (byte b : id) {
            if (b <= ' ' || b > '~' || b == '"' || b == '\\') {
                return null;
            }
        }
        return id;
    }
}
