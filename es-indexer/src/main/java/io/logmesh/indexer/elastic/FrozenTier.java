package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.indexer.bulk.IndexPlan.Frozen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.ResponseException;

/**
 * Prepares that indices move to a bucket: registers it as a repository for snapshots. Whatever is in the way of that, such as
 * a bucket that Elasticsearch can't reach, leaves the tier out, and nothing else waits for it.
 */
final class FrozenTier {

    /** The repository's name. */
    static final String REPOSITORY = "logmesh";

    private static final int LONGEST_ANSWER = 500;

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
            requests.putRepository(REPOSITORY, repository(wanted));
            return Optional.empty();
        } catch (ResponseException e) {
            var answer = EntityUtils.toString(e.getResponse().getEntity());
            return Optional.of("Elasticsearch can't use the bucket " + wanted.bucket()
                    + "; check logmesh.indexer.frozen.bucket, and the S3 client " + wanted.client()
                    + " in Elasticsearch's keystore: "
                    + answer.substring(0, Math.min(LONGEST_ANSWER, answer.length())));
        }
    }

    private static String repository(Frozen wanted) {
        var json = new JsonBuffer(256)
                .append("{\"type\": \"s3\", \"settings\": {\"bucket\": ")
                .appendString(wanted.bucket())
                .append(", \"base_path\": ")
                .appendString(wanted.basePath())
                .append(", \"client\": ")
                .appendString(wanted.client())
                .append("}}");
        return new String(json.array(), 0, json.length(), StandardCharsets.UTF_8);
    }
}
