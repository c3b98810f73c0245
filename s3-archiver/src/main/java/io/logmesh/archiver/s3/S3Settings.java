package io.logmesh.archiver.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Where the bucket is, and how objects are kept in it. Credentials are found by the SDK's default chain.
 *
 * @param endpoint of a store that is not AWS; empty for AWS
 * @param region empty for what the SDK finds in its environment
 * @param pathStyle whether the bucket stands in the path instead of the host name, as most stores but AWS want it
 * @param prefix what the keys begin with; may be empty
 */
public record S3Settings(
        String bucket,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        String prefix,
        Keeping keeping,
        Timeouts timeouts) {

    /**
     * How long to wait for the store.
     *
     * @param connect for a connection
     * @param attempt for the answer to one attempt at one request, from its first byte on
     */
    public record Timeouts(Duration connect, Duration attempt) {

        /** For a usual network. */
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60));

        public Timeouts {
            if (!connect.isPositive() || !attempt.isPositive()) {
                throw new IllegalArgumentException("timeout.connect and timeout.attempt must be above zero");
            }
        }
    }

    /**
     * How the store keeps an object; empty = as the bucket is configured.
     *
     * @param storageClass such as {@code STANDARD_IA}; stores that are not AWS have names of their own
     * @param acl such as {@code bucket-owner-full-control}
     * @param encryption {@code AES256} or {@code aws:kms}
     * @param kmsKey the key's id or ARN
     */
    public record Keeping(
            Optional<String> storageClass,
            Optional<String> acl,
            Optional<String> encryption,
            Optional<String> kmsKey,
            Map<String, String> tags) {

        /** As the bucket is configured. */
        public static final Keeping DEFAULT =
                new Keeping(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

        private static final int MAX_TAGS = 10;

        /** @throws IllegalArgumentException where S3 could keep no object so; it would refuse each of them */
        public Keeping {
            require(acl, names(ObjectCannedACL.knownValues()), "acl");
            require(encryption, names(ServerSideEncryption.knownValues()), "encryption");
            if (kmsKey.isPresent()
                    && encryption.filter(kind -> kind.startsWith("aws:kms")).isEmpty()) {
                throw new IllegalArgumentException("keep.kms-key needs keep.encryption to be aws:kms");
            }
            if (tags.size() > MAX_TAGS) {
                throw new IllegalArgumentException("keep.tags: S3 keeps at most " + MAX_TAGS + " tags of an object");
            }
        }

        private static Set<String> names(Set<?> values) {
            return values.stream().map(Object::toString).collect(Collectors.toSet());
        }

        private static void require(Optional<String> value, Set<String> known, String setting) {
            if (value.isPresent() && !known.contains(value.get())) {
                throw new IllegalArgumentException("keep." + setting + ": there is no '" + value.get() + "' but "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** The endpoint for a message. */
    public String address() {
        return endpoint.map(URI::toString).orElse("AWS");
    }
}
