package io.logmesh.enricher;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.sources.CatalogSettings;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.enricher.kubernetes.KubernetesWatch;
import io.logmesh.enricher.watching.CatalogWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/** What the watcher of the cluster needs of this service, and what it tells of itself. */
record CatalogWatch(
        LiveSources rules,
        CatalogFollower follower,
        MeshTopics topics,
        TopicCare care,
        Supplier<Producer<byte[], byte[]>> producers,
        EnricherMeters meters)
        implements KubernetesWatch.Surroundings, KubernetesWatch.Listener {

    private static final Logger LOG = Logger.getLogger(CatalogWatch.class);

    @Override
    public CatalogSettings settings() {
        return rules.get().sources().catalog();
    }

    @Override
    public Optional<Catalog> catalog() {
        return follower.whole();
    }

    @Override
    public CatalogWriter writer() {
        care.of(Topics.CATALOG, topics::catalog).refusal().ifPresent(refusal -> {
            throw new IllegalStateException("the cluster refuses to make " + Topics.CATALOG + ": " + refusal);
        });
        return new CatalogProducer(producers.get(), meters::catalogWritten);
    }

    @Override
    public void leading(boolean leads) {
        meters.catalogLeading(leads);
        LOG.infof(leads ? "This instance watches the cluster, and fills the catalog" : "This instance watches no more");
    }

    @Override
    public void failed(String why, boolean isNews) {
        meters.catalogWatchFailed();
        if (isNews) {
            LOG.warnf("The catalog can't be filled from the API server, which is tried again: %s", why);
        }
    }
}
