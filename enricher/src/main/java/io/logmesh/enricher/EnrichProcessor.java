package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.SourceName;
import io.logmesh.enricher.enrichment.Enrichment;
import io.logmesh.enricher.enrichment.Marks;
import io.logmesh.enricher.enrichment.Origin;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Enriches one record after the other, and forwards each to the sink it belongs in: enriched or dead. */
final class EnrichProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** Room that an enriched record's key, headers and framing have beside its value. */
    private static final int ENVELOPE_BYTES = 256 * 1024;

    private static final int MAX_VALUE_BYTES = MeshTopics.MAX_MESSAGE_BYTES - ENVELOPE_BYTES;

    private static final byte[] NO_VALUE = new byte[0];

    private static final Logger LOG = Logger.getLogger(EnrichProcessor.class);

    /** Tasks of one thread take turns, so they can share its buffers: memory grows with threads, not with partitions. */
    private static final ThreadLocal<Enrichment> ENRICHMENT = ThreadLocal.withInitial(Enrichment::new);

    private final EnrichedTopics topics;
    private final EnricherMeters meters;
    private ProcessorContext<byte[], byte[]> context;

    EnrichProcessor(EnrichedTopics topics, EnricherMeters meters) {
        this.topics = topics;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> itsContext) {
        context = itsContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte[] value = record.value() == null ? NO_VALUE : record.value();
        meters.taken(value.length);
        switch (outcome(value, record.headers())) {
            case Outcome.Passed passed -> pass(record, passed);
            case Outcome.Refused refused -> refuse(record, refused);
        }
    }

    private Outcome outcome(byte[] value, Headers headers) {
        try {
            return enrich(value, headers);
        } catch (KafkaException e) {
            // The cluster did not answer: nothing is wrong with the record, which will be read again.
            throw e;
        } catch (RuntimeException e) {
            LOG.error("A record could not be enriched and becomes a dead letter", e);
            return new Outcome.Refused("unexpected", e.getClass().getName());
        }
    }

    private Outcome enrich(byte[] value, Headers headers) {
        var source = RecordHeaders.text(headers, HeaderNames.SOURCE);
        var id = RecordHeaders.text(headers, HeaderNames.ID);
        long ingestTs = RecordHeaders.ingestTs(headers);
        if (source == null || !SourceName.isValid(source)) {
            return new Outcome.Refused("invalid_source", "no valid source in header " + HeaderNames.SOURCE);
        }
        if (id == null || id.isEmpty()) {
            return new Outcome.Refused("missing_id", "no id in header " + HeaderNames.ID);
        }
        if (ingestTs < 0 || ingestTs > Origin.LATEST) {
            return new Outcome.Refused("invalid_ingest_ts", "no ingest time in header " + HeaderNames.INGEST_TS);
        }
        var refusal = topics.refusal(source);
        if (refusal.isPresent()) {
            return new Outcome.Refused("topic_refused", refusal.get());
        }
        var enriched = ENRICHMENT.get().enrich(value, new Origin(source, id, ingestTs, marks(headers)));
        return enriched.value().length > MAX_VALUE_BYTES
                        || enriched.value().length > topics.maxMessageBytes(source) - ENVELOPE_BYTES
                ? new Outcome.Refused("record_too_large", enriched.value().length + " bytes, when enriched")
                : new Outcome.Passed(source, enriched);
    }

    private static Marks marks(Headers headers) {
        return new Marks(
                HeaderNames.QUOTA_OVER.equals(RecordHeaders.text(headers, HeaderNames.QUOTA)),
                HeaderNames.INDEX_NO.equals(RecordHeaders.text(headers, HeaderNames.INDEX)));
    }

    private void pass(Record<byte[], byte[]> record, Outcome.Passed passed) {
        var enriched = passed.enriched();
        if (enriched.level() == null) {
            record.headers().remove(HeaderNames.LEVEL);
        } else {
            RecordHeaders.set(
                    record.headers(), HeaderNames.LEVEL, enriched.level().word());
        }
        context.forward(record.withValue(enriched.value()), EnricherTopology.ENRICHED);
        meters.passed(passed.source(), enriched);
    }

    private void refuse(Record<byte[], byte[]> record, Outcome.Refused refused) {
        topics.requireDeadLetters();
        var place = context.recordMetadata().orElseThrow();
        refused.deadLetter()
                .describe(record.headers(), place.topic(), place.partition(), place.offset(), record.timestamp());
        context.forward(record.withValue(sendable(record.value())), EnricherTopology.DEAD);
        meters.dead(refused.error());
    }

    /** A compressed batch may hold values larger than anything can be written; then the beginning must do. */
    private static byte[] sendable(byte[] value) {
        return value == null || value.length <= MAX_VALUE_BYTES ? value : Arrays.copyOf(value, MAX_VALUE_BYTES);
    }
}
