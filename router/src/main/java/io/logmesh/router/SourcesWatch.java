package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.Quotas;
import org.jboss.logging.Logger;

/** Makes the topics that changed rules name before they take effect, writes the rules down, and tells an operator. */
record SourcesWatch(Destinations destinations, RulesLog rulesLog, Quotas quotas, RouterMeters meters)
        implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    @Override
    public void prepare(LiveSources.Rules next) {
        destinations.prepare(next.sources());
        rulesLog.write(next);
    }

    @Override
    public void changed(LiveSources.Rules rules) {
        quotas.retain(rules.sources().all());
        LOG.infof("The rules %s are in force", rules.hash());
        if (!rules.sources().lanes().isEmpty()) {
            LOG.infof(
                    "Each of the lanes %s needs an enricher (LOGMESH_ENRICHER_LANE); until one runs, its records wait",
                    rules.sources().lanes());
        }
        meters.rulesReloaded();
    }

    @Override
    public void refused(String problem) {
        LOG.errorf("The changed rules are refused, and the last good ones stay in force: %s", problem);
        meters.rulesRefused();
    }
}
