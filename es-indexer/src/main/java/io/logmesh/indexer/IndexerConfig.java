package io.logmesh.indexer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What can be set about the indexer. */
@ConfigMapping(prefix = "logmesh.indexer")
public interface IndexerConfig {

    /** Elasticsearch's nodes, as {@code http://host:port} or {@code https://host:port}; one is enough. */
    @WithDefault("http://localhost:9200")
    List<String> hosts();

    /** The user to log in as; needs {@code password}, and excludes {@code api-key}. */
    Optional<String> username();

    /** The user's password. */
    Optional<String> password();

    /** An API key in its encoded form, instead of a user. */
    Optional<String> apiKey();

    /** How much one bulk request holds. */
    Bulk bulk();

    /** How many bulk requests may run at once at most; how many do, depends on how Elasticsearch takes them. */
    @WithDefault("4")
    int inFlight();

    /** Memory for records that wait for a request, each counted with 1 KiB on top of its value. */
    @WithDefault("32M")
    MemorySize backlog();

    /** Primary shards of each daily index. */
    @WithDefault("1")
    int shards();

    /** Copies of each shard; 0 on a cluster of one node. */
    @WithDefault("1")
    int replicas();

    /** Whichever limit is reached first. */
    interface Bulk {

        /** Bytes of documents. */
        @WithDefault("5M")
        MemorySize bytes();

        /** Number of documents. */
        @WithDefault("10000")
        int records();
    }
}
