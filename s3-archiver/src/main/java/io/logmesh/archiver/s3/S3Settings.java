package io.logmesh.archiver.s3;

import java.net.URI;
import java.util.Optional;

/**
 * Where the bucket is. Credentials are found by the SDK's default chain.
 *
 * @param endpoint of a store that is not AWS; empty for AWS
 * @param region empty for what the SDK finds in its environment
 * @param pathStyle whether the bucket stands in the path instead of the host name, as most stores but AWS want it
 */
public record S3Settings(String bucket, Optional<URI> endpoint, Optional<String> region, boolean pathStyle) {

    /** The endpoint for a message. */
    public String address() {
        return endpoint.map(URI::toString).orElse("AWS");
    }
}
