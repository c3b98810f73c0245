package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.elastic.Bootstrap;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Has the cluster prepared for changed rules before they take effect, and tells an operator of them.
 *
 * @param usual the plan for sources that say nothing
 * @param cluster prepares for a plan and goes by it, or returns what is wrong
 */
record SourcesWatch(IndexPlan usual, Function<IndexPlan, Optional<String>> cluster, Pause pause, MeterRegistry meters)
        implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    /** All indexers see a change within the same second, and prepare for it one after the other. */
    private static final Duration TURN = Duration.ofMillis(200);

    private static final int TURNS = 50;

    /** Counts from zero, so that the first change and the first refusal are seen as a rise. */
    SourcesWatch {
        meters.counter(MetricNames.RULES_RELOADED);
        meters.counter(MetricNames.RULES_REFUSED);
    }

    @Override
    public void prepare(LiveSources.Rules next) {
        var plan = usual.with(next.sources());
        try {
            var problem = cluster.apply(plan);
            for (int turn = 0; problem.equals(Optional.of(Bootstrap.TAKEN)) && turn < TURNS; turn++) {
                pause.last(TURN);
                problem = cluster.apply(plan);
            }
            if (problem.isPresent()) {
                throw new IllegalStateException(problem.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void changed(LiveSources.Rules rules) {
        LOG.infof("The rules %s are in force", rules.hash());
        meters.counter(MetricNames.RULES_RELOADED).increment();
    }

    @Override
    public void refused(String problem) {
        LOG.errorf("The changed rules are refused, and the last good ones stay in force: %s", problem);
        meters.counter(MetricNames.RULES_REFUSED).increment();
    }
}
