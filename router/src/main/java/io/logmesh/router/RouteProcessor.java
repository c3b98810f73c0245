package io.logmesh.router;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.Sources;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Routes one record after the other, and forwards what comes of it. */
final class RouteProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** What a routed record's topic takes besides the value and the mesh's own headers, with room to spare. */
    private static final long MAX_FOREIGN_HEADER_BYTES = 512 * 1024;

    private final RouterMeters meters;
    private final Routing routing;
    private final String rules;
    private final List<Outcome> outcomes = new ArrayList<>();
    private ProcessorContext<byte[], byte[]> context;

    RouteProcessor(Sources sources, RouterMeters meters) {
        this.meters = meters;
        this.routing = new Routing(sources);
        this.rules = sources.hash();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> itsContext) {
        context = itsContext;
    }

    /** Decides everything before it forwards anything: a record that fails becomes a dead letter as a whole. */
    @Override
    public void process(Record<byte[], byte[]> record) {
        meters.taken(record.value() == null ? 0 : record.value().length);
        outcomes.clear();
        routing.route(raw(record), outcomes::add);
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Routed routed -> forward(record, routed);
                case Outcome.Dropped dropped -> meters.dropped(dropped.rule().name());
            }
        }
    }

    private RawRecord raw(Record<byte[], byte[]> record) {
        var place = context.recordMetadata().orElseThrow();
        return new RawRecord(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                record.value(),
                () -> RecordHeaders.texts(record.headers()));
    }

    private void forward(Record<byte[], byte[]> record, Outcome.Routed routed) {
        var headers = foreign(record.headers());
        RecordHeaders.set(headers, HeaderNames.ID, routed.id());
        RecordHeaders.set(headers, HeaderNames.SOURCE, routed.source().name());
        RecordHeaders.set(headers, HeaderNames.INGEST_TS, Long.toString(routed.ingestTs()));
        RecordHeaders.set(headers, HeaderNames.RULES, rules);
        context.forward(new Record<>(routed.key(), routed.value(), record.timestamp(), headers));
        meters.routed(routed.source().name(), routed.value().length);
    }

    /** The collector's headers, unless they are so large that with them no topic might take the record. */
    private Headers foreign(Headers headers) {
        long bytes = 0;
        for (var header : headers) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        if (bytes <= MAX_FOREIGN_HEADER_BYTES) {
            return new org.apache.kafka.common.header.internals.RecordHeaders(headers.toArray());
        }
        meters.headersLeftOut();
        return new org.apache.kafka.common.header.internals.RecordHeaders();
    }
}
