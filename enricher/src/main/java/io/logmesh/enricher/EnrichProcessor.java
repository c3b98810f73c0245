package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.IndexSampling;
import io.logmesh.contract.enrichment.Origin;
import io.logmesh.contract.enrichment.Owners;
import io.logmesh.contract.joining.ContainerStream;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.JoinedEvent;
import io.logmesh.contract.joining.Joiner;
import io.logmesh.contract.sources.Treatment;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Joins lines to events, enriches one event after the other, and forwards each to the sink it belongs in: enriched or
 * dead. An event that waits for lines stands in the store, in the transaction in which its records were read.
 */
final class EnrichProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final byte[] NO_VALUE = new byte[0];

    private static final Logger LOG = Logger.getLogger(EnrichProcessor.class);

    /** Tasks of one thread take turns, so they can share its buffers: memory grows with threads, not with partitions. */
    private static final ThreadLocal<Enrichment> COMING = ThreadLocal.withInitial(Enrichment::new);

    /** For events that were held, which are enriched while the record that ended them still stands in the other one. */
    private static final ThreadLocal<Enrichment> HELD = ThreadLocal.withInitial(Enrichment::new);

    private static final ThreadLocal<IndexSampling> SAMPLING = ThreadLocal.withInitial(IndexSampling::new);

    private final String input;
    private final EnrichedTopics topics;
    private final Treatments treatments;
    private final JoinBudget budget;
    private final Secrets secrets;
    private final Owners owners;
    private final EnricherMeters meters;
    private ProcessorContext<byte[], byte[]> context;
    private TopicPartition partition;
    private Joiner joiner;

    EnrichProcessor(
            String input,
            EnrichedTopics topics,
            Treatments treatments,
            JoinBudget budget,
            Secrets secrets,
            Owners owners,
            EnricherMeters meters) {
        this.input = input;
        this.topics = topics;
        this.treatments = treatments;
        this.budget = budget;
        this.secrets = secrets;
        this.owners = owners;
        this.meters = meters;
    }

    /** Is called again where Kafka Streams revives a task; the store then holds what was last committed. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> itsContext) {
        close();
        owners.await();
        context = itsContext;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(EnricherTopology.PENDING);
        joiner = new Joiner(
                new ChangeloggedEvents(store),
                budget,
                source -> treatments.of(source).multiline(),
                this::passOn);
        meters.takenOver(joiner.heldRecords());
        partition = new TopicPartition(input, context.taskId().partition());
        context.schedule(Joiner.TICK, PunctuationType.WALL_CLOCK_TIME, _ -> joiner.tick());
    }

    @Override
    public void close() {
        if (joiner != null) {
            meters.handedOver(joiner.heldRecords());
            joiner.close();
            joiner = null;
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long begin = meters.begin();
        byte[] value = record.value() == null ? NO_VALUE : record.value();
        long offset = context.recordMetadata().orElseThrow().offset();
        meters.lag().reached(partition, offset, record.timestamp());
        joiner.heard(record.timestamp(), context.currentSystemTimeMs());
        var headers = RoutedHeaders.of(record.headers());
        var refusal = headers.refusal();
        if (refusal.isPresent()) {
            var rules = treatments.redactions(headers.source());
            refuse(secrets.shown(COMING.get(), record, rules), offset, refusal.get());
        } else if (!isHeld(record, value, offset, headers)) {
            enrich(COMING.get(), record, offset, headers.origin(record.key()));
        }
        // Behind all that may fail: it is not counted as taken before there is something that accounts for it.
        meters.taken(value.length, begin);
    }

    /** Reads the record, and hands it to the joiner, which may keep it. */
    private boolean isHeld(Record<byte[], byte[]> record, byte[] value, long offset, RoutedHeaders headers) {
        var line = COMING.get().read(value);
        if (record.key() == null) {
            return false;
        }
        var stream = ContainerStream.of(headers.source(), record.key());
        if (!headers.covers().isEmpty()) {
            joiner.end(stream);
            return false;
        }
        return joiner.takes(
                stream,
                line,
                headers.id(),
                headers.marks(),
                () -> HeldRecords.held(record, line.value(), offset, headers.id()));
    }

    /** An event that the joiner has done with. */
    private void passOn(JoinedEvent event) {
        var record = HeldRecords.released(event);
        var headers = RoutedHeaders.of(record.headers());
        HELD.get().read(event.value());
        try {
            enrich(
                    HELD.get(),
                    record,
                    event.first().offset(),
                    headers.origin(event.key(), event.covers(), event.lines()));
        } catch (KafkaException e) {
            meters.handedOver(event.lines());
            throw e;
        }
        meters.joined(headers.source(), event);
    }

    /** Enriches what {@code enrichment} has read. Nothing of it goes anywhere before its secrets are taken out. */
    private void enrich(Enrichment enrichment, Record<byte[], byte[]> record, long offset, Origin origin) {
        var treatment = treatments.of(origin.source());
        var shown = record;
        if (treatment.redaction().isOn()) {
            var rest = secrets.takenOut(enrichment, record, treatment.redaction());
            if (rest.isEmpty()) {
                var refusal = new Outcome.Refused("unexpected", "it can't be redacted");
                refuse(Secrets.nothingOf(record), offset, refusal);
                return;
            }
            shown = rest.get();
        }
        switch (outcome(enrichment, shown, origin, treatment)) {
            case Outcome.Passed passed -> pass(shown, origin, passed);
            case Outcome.Refused refused -> refuse(shown, offset, refused);
        }
    }

    private Outcome outcome(Enrichment enrichment, Record<byte[], byte[]> record, Origin origin, Treatment treatment) {
        try {
            var refusal = topics.refusal(origin.source());
            if (refusal.isPresent()) {
                return new Outcome.Refused("topic_refused", refusal.get());
            }
            var enriched = enrichment.enrich(origin, treatment, owners);
            return enriched.value().length > MessageRoom.ofValue(record, topics.maxMessageBytes(origin.source()))
                    ? new Outcome.Refused("record_too_large", enriched.value().length + " bytes, when enriched")
                    : new Outcome.Passed(origin.source(), enriched, isLeftOut(origin, enriched));
        } catch (KafkaException e) {
            // The cluster did not answer: nothing is wrong with the record, which will be read again.
            throw e;
        } catch (RuntimeException e) {
            LOG.error("A record could not be enriched and becomes a dead letter", e);
            return new Outcome.Refused("unexpected", e.getClass().getName());
        }
    }

    private boolean isLeftOut(Origin origin, Enriched enriched) {
        return SAMPLING.get().leavesOut(treatments.index(origin.source()), origin, enriched);
    }

    private void pass(Record<byte[], byte[]> record, Origin origin, Outcome.Passed passed) {
        var span = meters.tracing().follow("enrich", record.headers());
        var enriched = passed.enriched();
        setLevel(
                record.headers(),
                enriched.level() == null ? null : enriched.level().word());
        if (passed.leftOut()) {
            RecordHeaders.set(record.headers(), HeaderNames.INDEX, HeaderNames.INDEX_NO);
        }
        setTime(record.headers(), origin.ingestTs(), enriched.time());
        span.passOn(record.headers());
        context.forward(record.withValue(passed.value()), EnricherTopology.ENRICHED);
        meters.passed(passed.source(), enriched, origin.ingestTs(), context.currentSystemTimeMs(), span);
        span.end();
    }

    /** For the sinks, which do not look into the record; most often there is nothing to say. */
    private static void setTime(Headers headers, long ingestTs, long time) {
        if (time == ingestTs) {
            headers.remove(HeaderNames.EVENT_TS);
        } else {
            RecordHeaders.set(headers, HeaderNames.EVENT_TS, Long.toString(time));
        }
    }

    private static void setLevel(Headers headers, String level) {
        if (level == null) {
            headers.remove(HeaderNames.LEVEL);
        } else {
            RecordHeaders.set(headers, HeaderNames.LEVEL, level);
        }
    }

    private void refuse(Record<byte[], byte[]> record, long offset, Outcome.Refused refused) {
        int maxBytes = topics.maxDeadLetterBytes();
        int partition = context.taskId().partition();
        refused.deadLetter().describe(record.headers(), input, partition, offset, record.timestamp());
        meters.tracing().refused("enrich", record.headers(), refused.error());
        context.forward(MessageRoom.fit(record, maxBytes), EnricherTopology.DEAD);
        meters.dead(refused.error());
    }
}
