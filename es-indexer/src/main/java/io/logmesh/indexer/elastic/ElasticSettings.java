package io.logmesh.indexer.elastic;

import java.net.URI;
import java.util.List;

/**
 * How to reach the cluster.
 *
 * @param hosts any of its nodes, as http or https URLs; at least one
 * @param connections how many requests may run at once
 */
public record ElasticSettings(List<URI> hosts, Credentials credentials, int connections) {

    /** How requests say who sends them. */
    public sealed interface Credentials {

        record None() implements Credentials {}

        record Basic(String username, String password) implements Credentials {}

        /** An API key in the encoded form that Elasticsearch hands out, the base64 of id and key. */
        record ApiKey(String encoded) implements Credentials {}
    }
}
