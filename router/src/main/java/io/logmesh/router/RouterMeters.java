package io.logmesh.router;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what comes in and what becomes of it. Thread-safe; look-ups by name happen once for each meter. What is counted
 * for every record is counted in adders that the registry reads when it is asked, instead of in each of its registries.
 */
final class RouterMeters {

    private final MeterRegistry registry;
    private final LongAdder recordsIn;
    private final LongAdder bytesIn;
    private final Counter threadsReplaced;
    private final Counter headersLeftOut;
    private final Counter topicsRefused;
    private final Counter topicsFallingShort;
    private final Counter rulesReloaded;
    private final Counter rulesRefused;
    private final Map<String, SourceMeters> bySource = new ConcurrentHashMap<>();
    private final Map<String, Counter> divertedBySource = new ConcurrentHashMap<>();

    RouterMeters(MeterRegistry registry) {
        this.registry = registry;
        recordsIn = adder(MetricNames.RECORDS_IN, Tags.empty());
        bytesIn = adder(MetricNames.BYTES_IN, Tags.empty());
        threadsReplaced = registry.counter(MetricNames.THREADS_REPLACED);
        headersLeftOut = registry.counter(MetricNames.HEADERS_LEFT_OUT);
        topicsRefused = registry.counter(MetricNames.TOPICS_REFUSED);
        topicsFallingShort = registry.counter(MetricNames.TOPICS_FALLING_SHORT);
        rulesReloaded = registry.counter(MetricNames.RULES_RELOADED);
        rulesRefused = registry.counter(MetricNames.RULES_REFUSED);
    }

    void taken(int bytes) {
        recordsIn.increment();
        bytesIn.add(bytes);
    }

    void routed(String source, int bytes) {
        var meters = bySource.computeIfAbsent(source, this::metersOf);
        meters.matched().increment();
        meters.records().increment();
        meters.bytes().add(bytes);
    }

    /** A record that the router made itself. */
    void marked(String source, int bytes) {
        var meters = bySource.computeIfAbsent(source, this::metersOf);
        meters.records().increment();
        meters.bytes().add(bytes);
    }

    void dropped(String source) {
        var meters = bySource.computeIfAbsent(source, this::metersOf);
        meters.matched().increment();
        meters.dropped().increment();
    }

    void overQuota(String source, Verdict verdict, int bytes) {
        var meters = bySource.computeIfAbsent(source, this::metersOf)
                .overQuota()
                .computeIfAbsent(verdict, _ -> overQuotaOf(source, verdict));
        meters.records().increment();
        meters.bytes().add(bytes);
    }

    void diverted(String source) {
        divertedBySource
                .computeIfAbsent(
                        source, _ -> registry.counter(MetricNames.RECORDS_DIVERTED, MetricNames.SOURCE_TAG, source))
                .increment();
    }

    /** The counts of that source, since this process started. */
    Counts counts(String source) {
        var meters = bySource.get(source);
        var overQuota = new EnumMap<Verdict, Long>(Verdict.class);
        for (var verdict : Verdict.values()) {
            if (verdict.isOver()) {
                overQuota.put(verdict, counted(meters, verdict));
            }
        }
        return meters == null
                ? new Counts(0, 0, overQuota)
                : new Counts(meters.matched().sum(), meters.dropped().sum(), overQuota);
    }

    /** Looks without making a meter of a source that was never met, or never over its quota. */
    private static long counted(SourceMeters meters, Verdict verdict) {
        var overQuota = meters == null ? null : meters.overQuota().get(verdict);
        return overQuota == null ? 0 : overQuota.records().sum();
    }

    /**
     * @param matched the dropped and those over quota included
     * @param overQuota by what became of them
     */
    record Counts(long matched, long dropped, Map<Verdict, Long> overQuota) {}

    void topicRefused() {
        topicsRefused.increment();
    }

    void topicFallsShort() {
        topicsFallingShort.increment();
    }

    void rulesReloaded() {
        rulesReloaded.increment();
    }

    void rulesRefused() {
        rulesRefused.increment();
    }

    /** Keeps showing whether the file is broken. */
    void watch(LiveSources rules) {
        registry.gauge(MetricNames.RULES_BROKEN, rules, live -> live.problem().isPresent() ? 1 : 0);
    }

    void headersLeftOut() {
        headersLeftOut.increment();
    }

    void threadReplaced() {
        threadsReplaced.increment();
    }

    private SourceMeters metersOf(String source) {
        var tags = Tags.of(MetricNames.SOURCE_TAG, source);
        return new SourceMeters(
                adder(MetricNames.RECORDS_OUT, tags),
                adder(MetricNames.BYTES_OUT, tags),
                adder(MetricNames.RECORDS_DROPPED, tags),
                new LongAdder(),
                new ConcurrentHashMap<>());
    }

    private OverQuotaMeters overQuotaOf(String source, Verdict verdict) {
        var tags = Tags.of(MetricNames.SOURCE_TAG, source, MetricNames.OUTCOME_TAG, verdict.word());
        return new OverQuotaMeters(adder(MetricNames.QUOTA_RECORDS, tags), adder(MetricNames.QUOTA_BYTES, tags));
    }

    private LongAdder adder(String name, Tags tags) {
        var adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum).tags(tags).register(registry);
        return adder;
    }

    private record SourceMeters(
            LongAdder records,
            LongAdder bytes,
            LongAdder dropped,
            LongAdder matched,
            Map<Verdict, OverQuotaMeters> overQuota) {}

    private record OverQuotaMeters(LongAdder records, LongAdder bytes) {}
}
