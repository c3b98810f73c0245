package io.logmesh.enricher;

import io.logmesh.contract.sources.LiveSources;
import org.jboss.logging.Logger;

/** Tells an operator of changed rules. The topics that they ask for are made when their first record comes. */
record SourcesWatch(EnricherMeters meters) implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    @Override
    public void prepare(LiveSources.Rules next) {
        // nothing has to be there before
    }

    @Override
    public void changed(LiveSources.Rules rules) {
        LOG.infof("The rules %s are in force", rules.hash());
        meters.rulesReloaded();
    }

    @Override
    public void refused(String problem) {
        LOG.errorf("The changed rules are refused, and the last good ones stay in force: %s", problem);
        meters.rulesRefused();
    }
}
