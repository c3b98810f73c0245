package io.logmesh.enricher;

import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jboss.logging.Logger;

/**
 * Tells an operator of changed rules, and refuses those that this enricher can't keep to. The topics that they ask for are
 * made when their first record comes.
 */
record SourcesWatch(EnricherMeters meters, boolean hasRedactionKey) implements LiveSources.Observer {

    private static final Logger LOG = Logger.getLogger(SourcesWatch.class);

    @Override
    public void prepare(LiveSources.Rules next) {
        requireAKeyForHashes(next.sources(), hasRedactionKey);
    }

    /** @throws ConfigurationException where a source redacts by hash, and there is no key */
    static void requireAKeyForHashes(Sources sources, boolean hasRedactionKey) {
        var hashing = sources.all().stream()
                .filter(source -> source.treatment().redaction().by() == Redaction.By.HASH)
                .map(Source::name)
                .findFirst();
        if (hashing.isPresent() && !hasRedactionKey) {
            throw new ConfigurationException(
                    "The source " + hashing.get() + " redacts by hash, which needs logmesh.enricher.redaction-key");
        }
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
