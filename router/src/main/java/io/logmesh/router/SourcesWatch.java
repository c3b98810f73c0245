package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Sources;
import io.logmesh.router.quota.Quotas;
import org.jboss.logging.Logger;

/** Makes the topics that changed rules name before they take effect, and tells an operator. */
record SourcesWatch(Destinations destinations, Quotas quotas, RouterMeters meters) implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    @Override
    public void prepare(Sources next) {
        destinations.prepare(next);
    }

    @Override
    public void changed(LiveSources.Rules rules) {
        quotas.retain(rules.sources().all());
        LOG.infof("The rules %s are in force", rules.hash());
        meters.rulesReloaded();
    }

    @Override
    public void refused(String problem) {
        LOG.errorf("The changed rules are refused, and the last good ones stay in force: %s", problem);
        meters.rulesRefused();
    }
}
