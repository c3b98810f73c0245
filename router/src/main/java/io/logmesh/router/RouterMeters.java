package io.logmesh.router;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.Verdict;
import io.logmesh.telemetry.Account;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.SampledTimer;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes in and what becomes of it. Thread-safe; look-ups by name happen once for each meter. */
final class RouterMeters {

    private final MeterRegistry registry;
    private final RecordCounts records;
    private final SampledTimer processing;
    private final GroupLag lag = new GroupLag();
    private final Tracing tracing;
    private final Counter threadsReplaced;
    private final Counter headersLeftOut;
    private final Counter topicsRefused;
    private final Counter topicsFallingShort;
    private final Counter rulesReloaded;
    private final Counter rulesRefused;
    private final Map<String, Map<Verdict, OverQuotaMeters>> overQuota = new ConcurrentHashMap<>();
    private final Map<String, Counter> divertedBySource = new ConcurrentHashMap<>();

    /** Without traces. */
    RouterMeters(MeterRegistry registry) {
        this(registry, Tracing.OFF);
    }

    RouterMeters(MeterRegistry registry, Tracing tracing) {
        this.registry = registry;
        this.tracing = tracing;
        records = new RecordCounts(registry);
        processing = new SampledTimer(registry.timer(MetricNames.PROCESSING));
        threadsReplaced = registry.counter(MetricNames.THREADS_REPLACED);
        headersLeftOut = registry.counter(MetricNames.HEADERS_LEFT_OUT);
        topicsRefused = registry.counter(MetricNames.TOPICS_REFUSED);
        topicsFallingShort = registry.counter(MetricNames.TOPICS_FALLING_SHORT);
        rulesReloaded = registry.counter(MetricNames.RULES_RELOADED);
        rulesRefused = registry.counter(MetricNames.RULES_REFUSED);
        Account.show(registry);
    }

    Tracing tracing() {
        return tracing;
    }

    GroupLag lag() {
        return lag;
    }

    /** The time now, for {@link #done}, where this record is one whose processing is measured. */
    long begin() {
        return processing.begin();
    }

    /** A message was taken, and what becomes of it is decided. One that is read again is counted again. */
    void taken(int bytes, List<Outcome> outcomes) {
        records.taken(bytes, outcomes.size() - 1L);
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Dropped dropped) {
                records.dropped(dropped.rule().name());
            }
        }
    }

    void done(long begin) {
        processing.end(begin);
    }

    /** A message was taken that becomes a dead letter; {@code reason} is one of the few that the code names. */
    void dead(String reason, int bytes) {
        records.taken(bytes, 0);
        registry.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, reason)
                .increment();
    }

    void routed(String source, int bytes) {
        records.routed(source, bytes);
    }

    /** A record that the router made itself. */
    void marked(String source, int bytes) {
        records.marked(source, bytes);
    }

    void overQuota(String source, Verdict verdict, int bytes) {
        var meters = overQuota
                .computeIfAbsent(source, _ -> new ConcurrentHashMap<>())
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
        var over = new EnumMap<Verdict, Long>(Verdict.class);
        for (var verdict : Verdict.values()) {
            if (verdict.isOver()) {
                over.put(verdict, counted(source, verdict));
            }
        }
        return new Counts(records.matched(source), records.droppedOf(source), over);
    }

    /** Looks without making a meter of a source that was never over its quota. */
    private long counted(String source, Verdict verdict) {
        var meters = overQuota.getOrDefault(source, Map.of()).get(verdict);
        return meters == null ? 0 : meters.records().sum();
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

    private OverQuotaMeters overQuotaOf(String source, Verdict verdict) {
        var tags = Tags.of(MetricNames.SOURCE_TAG, source, MetricNames.OUTCOME_TAG, verdict.word());
        return new OverQuotaMeters(adder(MetricNames.QUOTA_RECORDS, tags), adder(MetricNames.QUOTA_BYTES, tags));
    }

    private LongAdder adder(String name, Tags tags) {
        var adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum).tags(tags).register(registry);
        return adder;
    }

    private record OverQuotaMeters(LongAdder records, LongAdder bytes) {}
}
