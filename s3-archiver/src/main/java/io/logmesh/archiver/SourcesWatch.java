package io.logmesh.archiver;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.sources.LiveSources;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Hands changed rules to the plans, which the next range of each partition goes by, and tells an operator of them. */
record SourcesWatch(ArchivePlans plans, MeterRegistry meters) implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    /** Counts from zero, so that the first change and the first refusal are seen as a rise. */
    SourcesWatch {
        meters.counter(MetricNames.RULES_RELOADED);
        meters.counter(MetricNames.RULES_REFUSED);
    }

    @Override
    public void prepare(LiveSources.Rules next) {
        var _ = plans.plans(next.sources());
    }

    @Override
    public void changed(LiveSources.Rules rules) {
        plans.use(rules.sources());
        LOG.infof("The rules %s are in force for what is begun from now on", rules.hash());
        meters.counter(MetricNames.RULES_RELOADED).increment();
    }

    @Override
    public void refused(String problem) {
        LOG.errorf("The changed rules are refused, and the last good ones stay in force: %s", problem);
        meters.counter(MetricNames.RULES_REFUSED).increment();
    }
}
