package io.logmesh.local;

import java.net.URI;

/** Where the archive is, and how to get in. Buckets are addressed by path, not by host name. */
public record S3Address(URI endpoint, String region, String bucket, String accessKey, String secretKey) {

    /** Everything but the secret, since addresses end up in messages. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
