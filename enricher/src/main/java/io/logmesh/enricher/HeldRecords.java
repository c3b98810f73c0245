package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.joining.HeldRecord;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import io.logmesh.contract.joining.JoinedEvent;
import java.util.ArrayList;
import org.apache.kafka.streams.processor.api.Record;

/** Records of Kafka Streams as the joiner holds them, and back. */
final class HeldRecords {

    private HeldRecords() {}

    static HeldRecord held(Record<byte[], byte[]> record, byte[] value, long offset, String id) {
        var headers = new ArrayList<HeldHeader>();
        record.headers().forEach(header -> headers.add(new HeldHeader(header.key(), header.value())));
        return new HeldRecord(id, value, headers, record.timestamp(), offset);
    }

    /** The first record of the event, as if it had come with the text of all. */
    static Record<byte[], byte[]> released(JoinedEvent event) {
        var first = event.first();
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        first.headers().forEach(header -> headers.add(header.name(), header.value()));
        if (!event.covers().isEmpty()) {
            RecordHeaders.set(headers, HeaderNames.COVERS, event.covers());
        }
        return new Record<>(event.key(), event.value(), first.timestamp(), headers);
    }
}
