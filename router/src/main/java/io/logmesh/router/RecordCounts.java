package io.logmesh.router;

import io.logmesh.contract.MetricNames;
import io.logmesh.telemetry.OwnCount;
import io.logmesh.telemetry.PerThread;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Counts what there is to count of every record: each thread for itself, summed up when the registry asks. Thread-safe. */
final class RecordCounts {

    private final MeterRegistry registry;
    private final PerThread<OfThread> threads = new PerThread<>(OfThread::new);

    RecordCounts(MeterRegistry registry) {
        this.registry = registry;
        show(MetricNames.RECORDS_IN, Tags.empty(), own -> own.recordsIn.get());
        show(MetricNames.BYTES_IN, Tags.empty(), own -> own.bytesIn.get());
        show(MetricNames.RECORDS_ADDED, Tags.empty(), own -> own.added.get());
    }

    /** A message was taken, which becomes so many records more than one. */
    void taken(int bytes, long added) {
        var own = threads.own();
        own.recordsIn.increment();
        own.bytesIn.add(bytes);
        own.added.add(added);
    }

    void routed(String source, int bytes) {
        var of = threads.own().of(source);
        of.matched.increment();
        of.records.increment();
        of.bytes.add(bytes);
    }

    /** A record that the router made itself. */
    void marked(String source, int bytes) {
        var own = threads.own();
        own.added.increment();
        own.of(source).records.increment();
        own.of(source).bytes.add(bytes);
    }

    void dropped(String source) {
        var of = threads.own().of(source);
        of.matched.increment();
        of.dropped.increment();
    }

    /** Of that source, the dropped and those over quota included. */
    long matched(String source) {
        return threads.sum(own -> own.sum(source, of -> of.matched));
    }

    long droppedOf(String source) {
        return threads.sum(own -> own.sum(source, of -> of.dropped));
    }

    private void show(String name, Tags tags, ToLongFunction<OfThread> count) {
        FunctionCounter.builder(name, threads, all -> all.sum(count)).tags(tags).register(registry);
    }

    private final class OfThread {

        private final OwnCount recordsIn = new OwnCount();
        private final OwnCount bytesIn = new OwnCount();
        private final OwnCount added = new OwnCount();
        private final Map<String, OfSource> bySource = new ConcurrentHashMap<>();

        /** Looked up before it is computed, which may lock: this is asked for every record. */
        OfSource of(String source) {
            var known = bySource.get(source);
            return known == null ? bySource.computeIfAbsent(source, this::shown) : known;
        }

        private OfSource shown(String source) {
            var tags = Tags.of(MetricNames.SOURCE_TAG, source);
            show(MetricNames.RECORDS_OUT, tags, own -> own.sum(source, of -> of.records));
            show(MetricNames.BYTES_OUT, tags, own -> own.sum(source, of -> of.bytes));
            show(MetricNames.RECORDS_DROPPED, tags, own -> own.sum(source, of -> of.dropped));
            return new OfSource();
        }

        long sum(String source, Function<OfSource, OwnCount> count) {
            var of = bySource.get(source);
            return of == null ? 0 : count.apply(of).get();
        }
    }

    private static final class OfSource {
        private final OwnCount records = new OwnCount();
        private final OwnCount bytes = new OwnCount();
        private final OwnCount dropped = new OwnCount();
        private final OwnCount matched = new OwnCount();
    }
}
