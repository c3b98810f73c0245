package io.logmesh.enricher;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Shaped;
import io.logmesh.contract.formats.TextFormat;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.JoinedEvent;
import io.logmesh.contract.sources.LiveSources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Counts what comes in, what goes out, and what was found. Thread-safe; look-ups by name happen once for each meter. */
final class EnricherMeters {

    private final MeterRegistry registry;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final Counter topicsRefused;
    private final Counter topicsFallingShort;
    private final Counter rulesReloaded;
    private final Counter rulesRefused;
    private final Counter threadsReplaced;
    private final Counter catalogWritten;
    private final Counter catalogWatchFailed;
    private final AtomicInteger catalogLeading;
    private final Map<TextFormat, Counter> parsed = new EnumMap<>(TextFormat.class);
    private final Map<JoinedEvent.Reason, Counter> joins = new EnumMap<>(JoinedEvent.Reason.class);
    private final Map<String, Counter> redactions = new ConcurrentHashMap<>();
    private final Map<String, SourceMeters> bySource = new ConcurrentHashMap<>();

    EnricherMeters(MeterRegistry registry) {
        this.registry = registry;
        recordsIn = registry.counter(MetricNames.RECORDS_IN);
        bytesIn = registry.counter(MetricNames.BYTES_IN);
        topicsRefused = registry.counter(MetricNames.TOPICS_REFUSED);
        topicsFallingShort = registry.counter(MetricNames.TOPICS_FALLING_SHORT);
        rulesReloaded = registry.counter(MetricNames.RULES_RELOADED);
        rulesRefused = registry.counter(MetricNames.RULES_REFUSED);
        threadsReplaced = registry.counter(MetricNames.THREADS_REPLACED);
        catalogWritten = registry.counter(MetricNames.CATALOG_WATCH_WRITTEN);
        catalogWatchFailed = registry.counter(MetricNames.CATALOG_WATCH_FAILED);
        catalogLeading = registry.gauge(MetricNames.CATALOG_WATCH_LEADING, new AtomicInteger());
        for (var format : TextFormat.values()) {
            parsed.put(format, registry.counter(MetricNames.ENRICH_PARSED, MetricNames.FORMAT_TAG, format.tag()));
        }
        for (var reason : JoinedEvent.Reason.values()) {
            joins.put(reason, registry.counter(MetricNames.JOIN_EVENTS, MetricNames.REASON_TAG, lowerCase(reason)));
        }
    }

    /** Watches how much {@code budget} holds. */
    void watch(JoinBudget budget) {
        registry.gauge(MetricNames.JOIN_HELD_BYTES, budget, JoinBudget::held);
    }

    void joined(String source, JoinedEvent event) {
        joins.get(event.reason()).increment();
        if (event.lines() > 1) {
            registry.counter(MetricNames.JOIN_LINES, MetricNames.SOURCE_TAG, source)
                    .increment(event.lines() - 1);
        }
    }

    /** {@code detector} is one of the few that the code names. */
    void redacted(String detector) {
        redactions
                .computeIfAbsent(
                        detector, name -> registry.counter(MetricNames.ENRICH_REDACTED, MetricNames.DETECTOR_TAG, name))
                .increment();
    }

    void taken(int bytes) {
        recordsIn.increment();
        bytesIn.increment(bytes);
    }

    void passed(String source, Enriched enriched) {
        bySource.computeIfAbsent(source, this::metersOf).count(enriched);
        parsed.get(enriched.format()).increment();
        if (enriched.unparsed()) {
            registry.counter(MetricNames.ENRICH_UNPARSED, MetricNames.SOURCE_TAG, source)
                    .increment();
        }
        for (var oddity : enriched.oddities()) {
            registry.counter(
                            MetricNames.ENRICH_ODDITIES,
                            MetricNames.SOURCE_TAG,
                            source,
                            MetricNames.REASON_TAG,
                            oddity.tag())
                    .increment();
        }
        if (!enriched.shaped().equals(Shaped.NONE)) {
            shaped(source, enriched.shaped());
        }
    }

    private void shaped(String source, Shaped shaped) {
        shaped(source, "dropped", shaped.dropped());
        shaped(source, "renamed", shaped.renamed());
        shaped(source, "left_out", shaped.leftOut());
        shaped(source, "cut", shaped.cut());
        shaped(source, "as_text", shaped.asText());
    }

    private void shaped(String source, String outcome, int fields) {
        if (fields > 0) {
            registry.counter(
                            MetricNames.ENRICH_SHAPED, MetricNames.SOURCE_TAG, source, MetricNames.OUTCOME_TAG, outcome)
                    .increment(fields);
        }
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

    private SourceMeters metersOf(String source) {
        return new SourceMeters(
                registry.counter(MetricNames.RECORDS_OUT, MetricNames.SOURCE_TAG, source),
                registry.counter(MetricNames.BYTES_OUT, MetricNames.SOURCE_TAG, source),
                new ConcurrentHashMap<>(),
                match -> registry.counter(
                        MetricNames.CATALOG_RECORDS,
                        MetricNames.SOURCE_TAG,
                        source,
                        MetricNames.MATCH_TAG,
                        match.tag()));
    }

    /** @param owned by how the owner was found, once that happened */
    private record SourceMeters(
            Counter records, Counter bytes, Map<Owner.Match, Counter> owned, Function<Owner.Match, Counter> ownedBy) {

        void count(Enriched enriched) {
            records.increment();
            bytes.increment(enriched.value().length);
            if (enriched.owner() != Owner.Match.NOT_ASKED) {
                owned.computeIfAbsent(enriched.owner(), ownedBy).increment();
            }
        }
    }
}
