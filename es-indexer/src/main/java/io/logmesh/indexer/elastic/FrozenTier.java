package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.logmesh.indexer.bulk.IndexPlan.Frozen;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Prepares that indices move to a bucket: registers it as a repository for snapshots. Whatever is in the way of that, such as
 * a bucket that Elasticsearch can't reach, leaves the tier out, and nothing else waits for it.
 */
final class FrozenTier {

    /** The repository's name. */
    static final String REPOSITORY = "logmesh";

    /** The licences with which snapshots can be searched. */
    private static final Set<String> LICENCES = Set.of("enterprise", "trial");

    private final ClusterRequests requests;

    FrozenTier(ClusterRequests requests) {
        this.requests = requests;
    }

    /** Returns why it can't be used, or nothing. */
    Optional<String> prepare(Frozen wanted, ClusterFeatures offered) throws IOException {
        var missing = offered.missingForFrozen();
        if (missing.isPresent()) {
            return missing;
        }
        var licence = requests.licence();
        if (!LICENCES.contains(licence)) {
            return Optional.of("the licence " + licence + " does not have searchable snapshots");
        }
        try {
            requests.putRepository(REPOSITORY, wanted);
            return Optional.empty();
        } catch (ElasticsearchException e) {
            return Optional.of("Elasticsearch can't use the bucket " + wanted.bucket() + ": "
                    + e.error().reason() + "; check logmesh.indexer.frozen.bucket, and the S3 client "
                    + wanted.client() + " in Elasticsearch's keystore");
        }
    }
}
