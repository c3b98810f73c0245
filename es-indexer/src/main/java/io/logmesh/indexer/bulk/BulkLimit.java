package io.logmesh.indexer.bulk;

/** How much goes into one request. A document larger than {@code bytes} makes a bulk of its own. */
public record BulkLimit(long bytes, int documents) {

    public BulkLimit {
        if (bytes < 1 || documents < 1) {
            throw new IllegalArgumentException("a bulk must hold at least one byte and one document");
        }
    }
}
