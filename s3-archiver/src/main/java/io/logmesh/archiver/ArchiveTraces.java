package io.logmesh.archiver;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.telemetry.RecordSpan;
import io.logmesh.telemetry.Tracing;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The spans of records that are received and not stored yet. Used by the archive's thread only. */
@Singleton
class ArchiveTraces {

    /** Minutes may pass until records are stored; what is traced beyond that must not take memory. */
    private static final int MOST = 1_000;

    private final Tracing tracing;
    private final List<Open> open = new ArrayList<>();

    private record Open(Partition partition, long offset, String source, long ingestTs, RecordSpan span) {

        boolean isIn(ArchiveObject object) {
            return object.range().partition().equals(partition)
                    && object.range().contains(offset)
                    && object.source().equals(source)
                    && object.tally().oldest() <= ingestTs
                    && ingestTs <= object.tally().newest();
        }
    }

    ArchiveTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    void received(ConsumerRecord<byte[], byte[]> record, String source, long ingestTs) {
        if (open.size() < MOST) {
            var span = tracing.follow("archive", record.headers());
            if (span.isRecorded()) {
                var partition = new Partition(record.topic(), record.partition());
                open.add(new Open(partition, record.offset(), source, ingestTs, span));
            }
        }
    }

    /** Ends the spans of the object's records, and returns one of them, if there is one. */
    RecordSpan stored(ArchiveObject object) {
        var span = RecordSpan.NONE;
        for (var iterator = open.iterator(); iterator.hasNext(); ) {
            var one = iterator.next();
            if (one.isIn(object)) {
                span = one.span();
                span.tell("logmesh.object", object.key());
                span.end();
                iterator.remove();
            }
        }
        return span;
    }

    /** Whoever has the partition now traces them anew. */
    void released(Partition partition) {
        open.removeIf(one -> one.partition().equals(partition));
    }
}
