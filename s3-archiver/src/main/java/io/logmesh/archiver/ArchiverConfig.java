package io.logmesh.archiver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
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

    /** When objects are finished. */
    Rotate rotate();

    /** Heap for records that are not stored yet, such as {@code 64MiB}; the largest range is stored early beyond it. */
    @WithDefault("64MiB")
    ByteSize memory();

    /**
     * How hard to compress, from 1, fastest, to 9, smallest. On log records, 6 takes twice the CPU of 4 for objects that
     * are an eighth smaller.
     */
    @WithDefault("4")
    int gzipLevel();

    /** Limits of one range of one partition's records. */
    interface Rotate {

        /** Compressed size at which a range is stored. */
        @WithDefault("64MiB")
        ByteSize size();

        /** Age at which a range is stored, however small, counted on the wall clock from its first record. */
        @WithDefault("5m")
        Duration every();
    }
}
