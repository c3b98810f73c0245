package io.logmesh.indexer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
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

    /** Where Kibana is, with its base path, if it has one; it then gets a data view and a saved search; the credentials are Elasticsearch's. */
    Optional<String> kibana();

    /** How much one bulk request holds. */
    Bulk bulk();

    /** How many bulk requests may run at once at most; how many do, depends on how Elasticsearch takes them. */
    @WithDefault("4")
    int inFlight();

    /** Memory for records that wait for a request, each counted with 1 KiB on top of its value. */
    @WithDefault("32M")
    MemorySize backlog();

    /** The certificate of the authority that Elasticsearch's certificates come from: a file, in PEM or DER. */
    Optional<Path> ca();

    /** The SHA-256 fingerprint of that certificate, in hex digits, instead of the file. */
    Optional<String> caFingerprint();

    /** Whether requests are compressed, which spares the network and takes about as much CPU again. */
    @WithDefault("false")
    boolean compression();

    /** Whether the cluster is asked for its other nodes, to send to them, too; they must be reachable as they say. */
    @WithDefault("false")
    boolean sniff();

    /** Primary shards of each daily index, where its source does not say otherwise. */
    @WithDefault("1")
    int shards();

    /** How long a daily index is kept behind the end of its day, where its source does not say; not given = for ever. */
    Optional<Duration> retention();

    /** From which size a day on a source with {@code into: auto} has an index of its own. */
    @WithDefault("1G")
    MemorySize ownFrom();

    /** Whether indices use the mode logsdb where Elasticsearch has it. */
    @WithDefault("true")
    boolean logsdb();

    /** Copies of each shard; 0 on a cluster of one node. */
    @WithDefault("1")
    int replicas();

    /** Where indices go that are rarely searched. */
    Frozen frozen();

    /** A bucket that Elasticsearch searches them in, where its licence and its modules allow that. */
    interface Frozen {

        /** The bucket's name; not given = there is no frozen tier. */
        Optional<String> bucket();

        /** The folder in the bucket. */
        @WithDefault("elasticsearch")
        String basePath();

        /** Elasticsearch's own name of the S3 client; the credentials are in its keystore. */
        @WithDefault("default")
        String client();

        /** How long behind the end of its day an index moves there: at least 8d, since it takes no late records there. */
        @WithDefault("8d")
        Duration after();
    }

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
