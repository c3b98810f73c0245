package io.logmesh.enricher;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.Oddity;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Shaped;
import io.logmesh.contract.formats.TextFormat;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.OwnCount;
import io.logmesh.telemetry.PerThread;
import io.logmesh.telemetry.RecordSpan;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts what there is to count of every record: each thread for itself, summed up when the registry asks. Thread-safe. */
final class RecordMeters {

    private final MeterRegistry registry;
    private final Freshness freshness;
    private final PerThread<OfThread> threads = new PerThread<>(OfThread::new);

    /** Shows what does not hang on a source from the beginning, so that its rate is known from the first record on. */
    RecordMeters(MeterRegistry registry, Freshness freshness) {
        this.registry = registry;
        this.freshness = freshness;
        show(new Name(MetricNames.RECORDS_IN, Tags.empty()));
        show(new Name(MetricNames.BYTES_IN, Tags.empty()));
        Stream.of(TextFormat.values()).map(RecordMeters::parsed).forEach(this::show);
    }

    /** A record was taken, and all that comes of it is done. */
    void taken(int bytes) {
        var own = threads.own();
        own.recordsIn.increment();
        own.bytesIn.add(bytes);
    }

    /** Times in milliseconds since the epoch. */
    void passed(String source, Enriched enriched, long ingestTs, long now, RecordSpan span) {
        var own = threads.own();
        own.parsed(enriched.format()).increment();
        var of = own.of(source);
        of.passed(enriched);
        of.freshness.record(enriched.time(), ingestTs, now, span);
    }

    void joined(String source, int lines) {
        threads.own()
                .count(MetricNames.JOIN_LINES, MetricNames.SOURCE_TAG, source)
                .add(lines);
    }

    private static Name parsed(TextFormat format) {
        return new Name(MetricNames.ENRICH_PARSED, Tags.of(MetricNames.FORMAT_TAG, format.tag()));
    }

    private void show(Name meter) {
        FunctionCounter.builder(meter.name(), threads, all -> all.sum(own -> own.counted(meter)))
                .tags(meter.tags())
                .register(registry);
    }

    private record Name(String name, Tags tags) {}

    /** Only {@code counts} is read by other threads. */
    private final class OfThread {

        private final Map<Name, OwnCount> counts = new ConcurrentHashMap<>();
        private final OwnCount recordsIn = count(MetricNames.RECORDS_IN);
        private final OwnCount bytesIn = count(MetricNames.BYTES_IN);
        private final Map<TextFormat, OwnCount> byFormat = new EnumMap<>(TextFormat.class);
        private final Map<String, OfSource> bySource = new HashMap<>();

        OwnCount count(String name, String... tags) {
            return count(new Name(name, Tags.of(tags)));
        }

        private OwnCount count(Name meter) {
            return counts.computeIfAbsent(meter, _ -> {
                show(meter);
                return new OwnCount();
            });
        }

        long counted(Name meter) {
            var count = counts.get(meter);
            return count == null ? 0 : count.get();
        }

        OwnCount parsed(TextFormat format) {
            return byFormat.computeIfAbsent(format, it -> count(RecordMeters.parsed(it)));
        }

        OfSource of(String source) {
            return bySource.computeIfAbsent(source, name -> new OfSource(name, this, freshness.own(name)));
        }
    }

    private static final class OfSource {

        private final String source;
        private final OfThread own;
        private final OwnCount records;
        private final OwnCount bytes;
        private final Freshness.OfSource freshness;
        private final Map<Owner.Match, OwnCount> byMatch = new EnumMap<>(Owner.Match.class);
        private final Map<Oddity, OwnCount> byOddity = new EnumMap<>(Oddity.class);
        private OwnCount unparsed;

        OfSource(String source, OfThread own, Freshness.OfSource freshness) {
            this.source = source;
            this.own = own;
            this.freshness = freshness;
            records = own.count(MetricNames.RECORDS_OUT, MetricNames.SOURCE_TAG, source);
            bytes = own.count(MetricNames.BYTES_OUT, MetricNames.SOURCE_TAG, source);
        }

        void passed(Enriched enriched) {
            records.increment();
            bytes.add(enriched.value().length);
            if (enriched.owner() != Owner.Match.NOT_ASKED) {
                owned(enriched.owner()).increment();
            }
            for (var oddity : enriched.oddities()) {
                odd(oddity).increment();
            }
            if (enriched.unparsed()) {
                unparsed().increment();
            }
            if (!enriched.shaped().equals(Shaped.NONE)) {
                shaped(enriched.shaped());
            }
        }

        private OwnCount owned(Owner.Match match) {
            return byMatch.computeIfAbsent(
                    match, it -> tagged(MetricNames.CATALOG_RECORDS, MetricNames.MATCH_TAG, it.tag()));
        }

        private OwnCount odd(Oddity oddity) {
            return byOddity.computeIfAbsent(
                    oddity, it -> tagged(MetricNames.ENRICH_ODDITIES, MetricNames.REASON_TAG, it.tag()));
        }

        private OwnCount unparsed() {
            if (unparsed == null) {
                unparsed = own.count(MetricNames.ENRICH_UNPARSED, MetricNames.SOURCE_TAG, source);
            }
            return unparsed;
        }

        private void shaped(Shaped shaped) {
            shaped("dropped", shaped.dropped());
            shaped("renamed", shaped.renamed());
            shaped("left_out", shaped.leftOut());
            shaped("cut", shaped.cut());
            shaped("as_text", shaped.asText());
        }

        private void shaped(String outcome, int fields) {
            if (fields > 0) {
                tagged(MetricNames.ENRICH_SHAPED, MetricNames.OUTCOME_TAG, outcome)
                        .add(fields);
            }
        }

        private OwnCount tagged(String name, String tag, String value) {
            return own.count(name, MetricNames.SOURCE_TAG, source, tag, value);
        }
    }
}
