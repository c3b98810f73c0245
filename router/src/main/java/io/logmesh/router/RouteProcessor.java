package io.logmesh.router;

import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.quota.Quotas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** Routes one record after the other, and forwards what comes of it. Changed rules take effect between two records. */
final class RouteProcessor implements Processor<byte[], byte[], byte[], Addressed> {

    private static final Duration LOOK_FOR_MARKERS_EVERY = Duration.ofSeconds(1);

    /** Shared by the tasks of a thread, so that memory does not grow with partitions. */
    private static final ThreadLocal<ThreadRouting> THREAD_ROUTING = ThreadLocal.withInitial(ThreadRouting::new);

    /** Of all partitions: a collector gives such headers to every record, or to none. */
    private static final OncePerMinute HEADER_WARNINGS = new OncePerMinute();

    private static final Logger LOG = Logger.getLogger(RouteProcessor.class);

    private final Supplier<Rules> rulesInForce;
    private final Destinations destinations;
    private final Quotas quotas;
    private final RouterMeters meters;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Consumer<Outcome> collect = outcomes::add;
    private final RawProgress progress;
    private Rules rules;
    private Dispatch dispatch;
    private ProcessorContext<byte[], Addressed> context;

    RouteProcessor(Supplier<Rules> rulesInForce, Destinations destinations, Quotas quotas, RouterMeters meters) {
        this.rulesInForce = rulesInForce;
        this.destinations = destinations;
        this.quotas = quotas;
        this.meters = meters;
        this.progress = new RawProgress(meters.lag());
        this.rules = rulesInForce.get();
    }

    /**
     * Kafka Streams calls it again where a task goes on after an aborted transaction. Its records are read again then,
     * so what was withheld of them must be forgotten.
     */
    @Override
    public void init(ProcessorContext<byte[], Addressed> itsContext) {
        context = itsContext;
        dispatch = new Dispatch(destinations, quotas, meters);
        quotas.share().opened(context.taskId().partition());
        context.schedule(LOOK_FOR_MARKERS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tellOfWithheld);
    }

    @Override
    public void close() {
        quotas.share().closed(context.taskId().partition());
    }

    /**
     * Decides everything before it forwards anything: a record that fails becomes a dead letter as a whole, whose span is told of
     * in place of this one.
     */
    @Override
    public void process(Record<byte[], byte[]> record) {
        long begin = meters.begin();
        var span = meters.tracing().begin("route", record.headers());
        rules = rulesInForce.get();
        outcomes.clear();
        dispatch.clear();
        THREAD_ROUTING.get().by(rules).route(raw(record), collect);
        var foreign = foreign(record.headers()).tracedBy(span);
        long now = context.currentSystemTimeMs();
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Routed routed) {
                dispatch.decide(routed, rules, foreign, now);
            }
        }
        meters.taken(record.value() == null ? 0 : record.value().length, outcomes);
        dispatch.settle(now);
        dispatch.ready().forEach(context::forward);
        span.end();
        meters.done(begin);
    }

    private void tellOfWithheld(long now) {
        dispatch.clear();
        dispatch.addOverdueMarkers(rules, now);
        dispatch.ready().forEach(context::forward);
    }

    private RawRecord raw(Record<byte[], byte[]> record) {
        var place = context.recordMetadata().orElseThrow();
        progress.reached(place, record.timestamp());
        return new RawRecord(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                record.value(),
                () -> RecordHeaders.texts(record.headers()));
    }

    private void tellOfHeaders(RecordMetadata place) {
        if (HEADER_WARNINGS.isDue(place.topic(), context.currentSystemTimeMs())) {
            LOG.warnf(
                    "The record at %s-%d offset %d goes on without its headers: they are larger than %d bytes."
                            + " Others of the topic are counted, and this is said once a minute",
                    place.topic(), place.partition(), place.offset(), ForeignHeaders.MAX_BYTES);
        }
    }

    private ForeignHeaders foreign(Headers headers) {
        var foreign = ForeignHeaders.of(headers);
        if (foreign.isEmpty()) {
            meters.headersLeftOut();
            context.recordMetadata().ifPresent(this::tellOfHeaders);
        }
        return foreign.orElse(ForeignHeaders.NONE);
    }
}
