package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.telemetry.Freshness;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one source, in adders that the registry reads when it is asked: once for many documents. Thread-safe. */
final class SourceMetrics {

    private final MeterRegistry registry;
    private final Freshness freshness;
    private final String source;
    private final LongAdder bytes;
    private final LongAdder created;
    private final LongAdder repaired;
    private final LongAdder existed;
    private final LongAdder dead;
    private final Map<Skipped.Reason, LongAdder> skipped = new ConcurrentHashMap<>();

    SourceMetrics(MeterRegistry registry, Freshness freshness, String source) {
        this.registry = registry;
        this.freshness = freshness;
        this.source = source;
        var tags = Tags.of(MetricNames.SOURCE_TAG, source);
        bytes = adder(MetricNames.BYTES_OUT, tags);
        created = documents("created");
        repaired = documents("repaired");
        existed = documents("existed");
        dead = documents("dead");
        // What leaves is what its outcomes say, so that it is not counted once more.
        FunctionCounter.builder(MetricNames.RECORDS_OUT, this, SourceMetrics::indexed)
                .tags(tags)
                .register(registry);
    }

    /** @param now in milliseconds since the epoch */
    void settled(List<? extends Indexable> documents, List<Outcome> outcomes, long now) {
        var sum = new Sum();
        var ages = freshness.own(source);
        for (int i = 0; i < documents.size(); i++) {
            var document = documents.get(i);
            sum.add(document, outcomes.get(i));
            if (!(outcomes.get(i) instanceof Outcome.Refused)) {
                ages.record(document.eventTs(), document.ingestTs(), now, document.span());
            }
        }
        bytes.add(sum.bytes);
        created.add(sum.created);
        repaired.add(sum.repaired);
        existed.add(sum.existed);
        dead.add(sum.dead);
    }

    void skipped(Skipped.Reason reason) {
        skipped.computeIfAbsent(reason, this::adder).increment();
    }

    private long indexed() {
        return created.sum() + repaired.sum() + existed.sum();
    }

    private static final class Sum {

        private long bytes;
        private long created;
        private long repaired;
        private long existed;
        private long dead;

        void add(Indexable document, Outcome outcome) {
            if (outcome instanceof Outcome.Refused) {
                dead++;
                return;
            }
            bytes += document.value().length;
            if (outcome instanceof Outcome.Existed) {
                existed++;
            } else if (document.isRepaired()) {
                repaired++;
            } else {
                created++;
            }
        }
    }

    private LongAdder documents(String outcome) {
        return adder(
                MetricNames.INDEX_DOCUMENTS, Tags.of(MetricNames.SOURCE_TAG, source, MetricNames.OUTCOME_TAG, outcome));
    }

    private LongAdder adder(Skipped.Reason reason) {
        var name = reason.name().toLowerCase(Locale.ROOT);
        return adder(MetricNames.INDEX_SKIPPED, Tags.of(MetricNames.SOURCE_TAG, source, MetricNames.REASON_TAG, name));
    }

    private LongAdder adder(String name, Tags tags) {
        var adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum).tags(tags).register(registry);
        return adder;
    }
}
