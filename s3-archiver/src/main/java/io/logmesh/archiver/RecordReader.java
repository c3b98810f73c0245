package io.logmesh.archiver;

import io.logmesh.archiver.archive.Hour;
import io.logmesh.archiver.archive.PartitionArchive;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.SourceName;
import io.logmesh.telemetry.GroupLag;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads where a record belongs from its headers; the value is not looked at. Used by the archive's thread only. */
@ApplicationScoped
class RecordReader {

    private static final byte[] STAGE = DeadLetterTopic.STAGE.getBytes(StandardCharsets.UTF_8);

    private final ArchiveReport report;
    private final DeadLetterTopic deadLetters;
    private final ArchiveTraces traces;
    private final GroupLag lag;

    /** The source of the record before: neighbours share it, so it is decoded and checked once for many. */
    private byte[] sourceBytes = {};

    private String source = "";

    RecordReader(ArchiveReport report, DeadLetterTopic deadLetters, ArchiveTraces traces, GroupLag lag) {
        this.report = report;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.lag = lag;
    }

    /** Gives the records of one partition, in order, to {@code receiver}. */
    void read(List<ConsumerRecord<byte[], byte[]>> records, PartitionArchive receiver) {
        long begin = System.nanoTime();
        long bytes = 0;
        for (var record : records) {
            bytes += record.value() == null ? 0 : record.value().length;
            give(record, receiver);
        }
        report.received(records.size(), bytes, begin);
        reached(records.getFirst());
        reached(records.getLast());
    }

    private void reached(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        lag.reached(partition, record.offset(), record.timestamp());
    }

    private void give(ConsumerRecord<byte[], byte[]> record, PartitionArchive receiver) {
        if (isForAnother(record)) {
            receiver.skip(record.offset());
            return;
        }
        long ingestTs = RecordHeaders.ingestTs(record.headers());
        if (!readSource(record)) {
            refuse(record, receiver, "no_source", "no valid name in the header " + HeaderNames.SOURCE);
        } else if (!Hour.canHold(ingestTs)) {
            refuse(record, receiver, "no_ingest_time", "no time in the header " + HeaderNames.INGEST_TS);
        } else if (record.value() == null || record.value().length == 0) {
            refuse(record, receiver, "no_value", "the record has no value");
        } else {
            long eventTs = RecordHeaders.eventTs(record.headers(), ingestTs);
            receiver.add(record.offset(), source, ingestTs, eventTs, record.key(), record.value());
            traces.received(record, source, ingestTs);
        }
    }

    /** It is archived already: a replayed dead letter of another sink would stand in the archive twice. */
    private static boolean isForAnother(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(HeaderNames.ONLY_FOR);
        return header != null && !Arrays.equals(header.value(), STAGE);
    }

    private boolean readSource(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(HeaderNames.SOURCE);
        if (header == null || header.value() == null) {
            return false;
        }
        if (!Arrays.equals(header.value(), sourceBytes)) {
            var name = new String(header.value(), StandardCharsets.UTF_8);
            if (!SourceName.isValid(name)) {
                return false;
            }
            sourceBytes = header.value();
            source = name;
        }
        return sourceBytes.length > 0;
    }

    private void refuse(
            ConsumerRecord<byte[], byte[]> record, PartitionArchive receiver, String reason, String message) {
        receiver.refuse(record.offset(), deadLetters.refused(record, reason, message));
    }
}
