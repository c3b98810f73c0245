package io.logmesh.enricher;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.JoinedEvent;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.telemetry.Account;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.RecordSpan;
import io.logmesh.telemetry.SampledTimer;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what comes in, what goes out, and what was found. Thread-safe. */
final class EnricherMeters {

    private final MeterRegistry registry;
    private final RecordMeters records;
    private final Counter handedOver;
    private final Counter takenOver;
    private final SampledTimer processing;
    private final GroupLag lag = new GroupLag();
    private final Tracing tracing;
    private final Counter topicsRefused;
    private final Counter topicsFallingShort;
    private final Counter rulesReloaded;
    private final Counter rulesRefused;
    private final Counter threadsReplaced;
    private final Counter catalogWritten;
    private final Counter catalogWatchFailed;
    private final AtomicInteger catalogLeading;
    private final Map<JoinedEvent.Reason, Counter> joins = new EnumMap<>(JoinedEvent.Reason.class);
    private final Map<String, Counter> redactions = new ConcurrentHashMap<>();

    /** Without traces. */
    EnricherMeters(MeterRegistry registry) {
        this(registry, new Freshness(registry), Tracing.OFF);
    }

    EnricherMeters(MeterRegistry registry, Freshness freshness, Tracing tracing) {
        this.registry = registry;
        this.tracing = tracing;
        records = new RecordMeters(registry, freshness);
        handedOver = registry.counter(MetricNames.RECORDS_HANDED_OVER);
        takenOver = registry.counter(MetricNames.RECORDS_TAKEN_OVER);
        processing = new SampledTimer(registry.timer(MetricNames.PROCESSING));
        topicsRefused = registry.counter(MetricNames.TOPICS_REFUSED);
        topicsFallingShort = registry.counter(MetricNames.TOPICS_FALLING_SHORT);
        rulesReloaded = registry.counter(MetricNames.RULES_RELOADED);
        rulesRefused = registry.counter(MetricNames.RULES_REFUSED);
        threadsReplaced = registry.counter(MetricNames.THREADS_REPLACED);
        catalogWritten = registry.counter(MetricNames.CATALOG_WATCH_WRITTEN);
        catalogWatchFailed = registry.counter(MetricNames.CATALOG_WATCH_FAILED);
        catalogLeading = registry.gauge(MetricNames.CATALOG_WATCH_LEADING, new AtomicInteger());
        for (var reason : JoinedEvent.Reason.values()) {
            joins.put(reason, registry.counter(MetricNames.JOIN_EVENTS, MetricNames.REASON_TAG, lowerCase(reason)));
        }
        Account.show(registry);
    }

    /** Watches how much {@code budget} holds. */
    void watch(JoinBudget budget) {
        registry.gauge(MetricNames.JOIN_HELD_BYTES, budget, JoinBudget::held);
        registry.gauge(MetricNames.RECORDS_HELD, budget, JoinBudget::records);
    }

    void joined(String source, JoinedEvent event) {
        joins.get(event.reason()).increment();
        if (event.lines() > 1) {
            records.joined(source, event.lines() - 1);
        }
    }

    /** {@code detector} is one of the few that the code names. */
    void redacted(String detector) {
        redactions
                .computeIfAbsent(
                        detector, name -> registry.counter(MetricNames.ENRICH_REDACTED, MetricNames.DETECTOR_TAG, name))
                .increment();
    }

    Tracing tracing() {
        return tracing;
    }

    GroupLag lag() {
        return lag;
    }

    /** The time now, for {@link #taken}, where this record is one whose processing is measured. */
    long begin() {
        return processing.begin();
    }

    /** A record was taken, and all that comes of it is done. */
    void taken(int bytes, long begin) {
        records.taken(bytes);
        processing.end(begin);
    }

    void handedOver(int records) {
        handedOver.increment(records);
    }

    void takenOver(int records) {
        takenOver.increment(records);
    }

    /** Times in milliseconds since the epoch. */
    void passed(String source, Enriched enriched, long ingestTs, long now, RecordSpan span) {
        records.passed(source, enriched, ingestTs, now, span);
    }

    /** {@code reason} is one of the few that the code names. */
    void dead(String reason) {
        registry.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, reason)
                .increment();
    }

    void catalogRefused(InvalidEntryException.Reason reason) {
        registry.counter(MetricNames.CATALOG_REFUSED, MetricNames.REASON_TAG, reason.tag())
                .increment();
    }

    void catalogWritten() {
        catalogWritten.increment();
    }

    void catalogWatchFailed() {
        catalogWatchFailed.increment();
    }

    void catalogLeading(boolean leads) {
        catalogLeading.set(leads ? 1 : 0);
    }

    /** Watches how much of the catalog is known. */
    void watch(CatalogFollower follower) {
        registry.gauge(MetricNames.CATALOG_ENTRIES, follower, it -> it.catalog().size());
        registry.gauge(
                MetricNames.CATALOG_HELD_BYTES, follower, it -> it.catalog().held());
    }

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

    void threadReplaced() {
        threadsReplaced.increment();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
