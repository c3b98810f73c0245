package io.logmesh.archiver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The archiver's settings. Credentials come by the AWS SDK's default chain, such as AWS_ACCESS_KEY_ID. */
@ConfigMapping(prefix = "logmesh.archiver")
public interface ArchiverConfig {

    /** The bucket to archive to. It must exist. */
    String bucket();

    /** The address of an S3 server that is not AWS, such as {@code http://localhost:9000}. */
    Optional<URI> endpoint();

    /** The bucket's region; by default what the AWS SDK finds in its environment. */
    Optional<String> region();

    /** Whether the bucket stands in the path of a request instead of its host name; most servers but AWS need it. */
    @WithDefault("false")
    boolean pathStyle();

    /** What all object keys begin with. A change concerns new ranges; those under way keep the old one. */
    @WithDefault("logs")
    String prefix();

    /** The folders of objects below the prefix, unless a source says otherwise; see the reference of layouts. */
    @WithDefault("{source}/dt={dt}/hour={hour}")
    String layout();

    /** {@code json}, {@code json.gz}, {@code json.zst} or {@code parquet}, unless a source says otherwise. */
    @WithDefault("json.gz")
    String format();

    /**
     * How hard to compress; by default 4 for gzip, which makes objects a twentieth larger than 6 for three quarters of the
     * CPU, and 3 for zstd.
     */
    Optional<Integer> level();

    /** When objects are finished, unless a source says otherwise. */
    Rotate rotate();

    /** Heap for records that are not stored yet, such as {@code 64MiB}; the largest ranges go to disk beyond it. */
    @WithDefault("64MiB")
    ByteSize memory();

    /** Disk for records that are not stored yet. */
    Spool spool();

    /** How the store keeps objects; all of it as the bucket is configured unless something is set. */
    Keep keep();

    /** How long to wait for the store. */
    Timeout timeout();

    /** Manifests of hours that are whole. */
    Seal seal();

    /** Limits of one range of one partition's records. */
    interface Rotate {

        /** Compressed size at which a range is stored. */
        @WithDefault("64MiB")
        ByteSize size();

        /** Age at which a range is stored, however small, counted on the wall clock from its first record. */
        @WithDefault("5m")
        Duration every();

        /** Whether that age ends at full multiples on the clock, such as at every full five minutes, in UTC. */
        @WithDefault("false")
        boolean aligned();

        /** Number of records at which a range is stored. */
        Optional<Long> records();

        /** Whether a record of a later hour than all those before ends a range; else it spans hours, in several objects. */
        @WithDefault("false")
        boolean hourly();
    }

    /** A folder that archivers on one machine may share; each deletes what those left that have ended. */
    interface Spool {

        @WithDefault("${java.io.tmpdir}/logmesh-archiver")
        Path folder();

        /** How much this process may have there; beyond it, ranges are stored early. 0 for none. */
        @WithDefault("1GiB")
        ByteSize size();
    }

    /** Limits of one request; what fails by them is tried again. */
    interface Timeout {

        /** For a connection to be made. */
        @WithDefault("5s")
        Duration connect();

        /** For one attempt at one request, which sends 16 MiB at most: a slower link is not worth archiving over. */
        @WithDefault("60s")
        Duration attempt();
    }

    /** When an hour's manifest is written. */
    interface Seal {

        @WithDefault("true")
        boolean enabled();

        /**
         * How often it is looked for hours that have become whole; for records that came late to the last 24 hours in every
         * 15th look, and in each look at two of the hours before.
         */
        @WithDefault("1m")
        Duration every();

        /** How long records may take from ingest into Kafka; what comes later is listed in a manifest's next version. */
        @WithDefault("15m")
        Duration lateness();

        /** How old hours may be that are sealed and looked at for late records; best as long as Kafka keeps the records. */
        @WithDefault("7d")
        Duration lookBack();
    }

    /** Settings of the objects in the store. */
    interface Keep {

        /** Such as {@code STANDARD_IA}. */
        Optional<String> storageClass();

        /** A canned ACL such as {@code bucket-owner-full-control}. */
        Optional<String> acl();

        /** {@code AES256} or {@code aws:kms}. */
        Optional<String> encryption();

        /** The id or ARN of the KMS key. */
        Optional<String> kmsKey();

        /** Tags of each object. */
        Map<String, String> tags();
    }
}
