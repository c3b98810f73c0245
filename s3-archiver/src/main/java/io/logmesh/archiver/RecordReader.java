package io.logmesh.archiver;

import io.logmesh.archiver.archive.IngestTime;
import io.logmesh.archiver.archive.PartitionArchive;
import io.logmesh.contract.HeaderNames;
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
        var marks = Marks.of(record.headers());
        if (marks.isForAnother()) {
            // Archived already: a replayed dead letter of another sink would stand in the archive twice.
            receiver.skip(record.offset());
        } else if (!readSource(marks.source())) {
            refuse(record, receiver, "no_source", "no valid name in the header " + HeaderNames.SOURCE);
        } else if (!IngestTime.canBeFiled(marks.ingestTs())) {
            refuse(record, receiver, "no_ingest_time", "no time in the header " + HeaderNames.INGEST_TS);
        } else if (record.value() == null || record.value().length == 0) {
            refuse(record, receiver, "no_value", "the record has no value");
        } else if (receiver.add(
                record.offset(), source, marks.ingestTs(), marks.happened(), record.key(), record.value())) {
            traces.received(record, source, marks.ingestTs());
        }
    }

    private boolean readSource(byte[] name) {
        if (name == null) {
            return false;
        }
        if (!Arrays.equals(name, sourceBytes)) {
            var text = new String(name, StandardCharsets.UTF_8);
            if (!SourceName.isValid(text)) {
                return false;
            }
            sourceBytes = name;
            source = text;
        }
        return sourceBytes.length > 0;
    }

    private void refuse(
            ConsumerRecord<byte[], byte[]> record, PartitionArchive receiver, String reason, String message) {
        receiver.refuse(record.offset(), deadLetters.refused(record, reason, message));
    }
}
