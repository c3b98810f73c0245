package io.logmesh.router;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in and what becomes of it. Thread-safe; look-ups by name happen once for each meter. */
final class RouterMeters {

    private final MeterRegistry registry;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final Counter threadsReplaced;
    private final Counter headersLeftOut;
    private final Map<String, SourceMeters> bySource = new ConcurrentHashMap<>();

    RouterMeters(MeterRegistry registry) {
        this.registry = registry;
        recordsIn = registry.counter(MetricNames.RECORDS_IN);
        bytesIn = registry.counter(MetricNames.BYTES_IN);
        threadsReplaced = registry.counter(MetricNames.THREADS_REPLACED);
        headersLeftOut = registry.counter(MetricNames.HEADERS_LEFT_OUT);
    }

    void taken(int bytes) {
        recordsIn.increment();
        bytesIn.increment(bytes);
    }

    void routed(String source, int bytes) {
        var meters = bySource.computeIfAbsent(source, this::metersOf);
        meters.records().increment();
        meters.bytes().increment(bytes);
    }

    void dropped(String source) {
        bySource.computeIfAbsent(source, this::metersOf).dropped().increment();
    }

    void headersLeftOut() {
        headersLeftOut.increment();
    }

    void threadReplaced() {
        threadsReplaced.increment();
    }

    private SourceMeters metersOf(String source) {
        return new SourceMeters(
                registry.counter(MetricNames.RECORDS_OUT, MetricNames.SOURCE_TAG, source),
                registry.counter(MetricNames.BYTES_OUT, MetricNames.SOURCE_TAG, source),
                registry.counter(MetricNames.RECORDS_DROPPED, MetricNames.SOURCE_TAG, source));
    }

    private record SourceMeters(Counter records, Counter bytes, Counter dropped) {}
}
