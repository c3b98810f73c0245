package io.logmesh.local;

/** One of the four services of the mesh. */
public enum Service {
    ROUTER("router"),
    ENRICHER("enricher"),
    S3_ARCHIVER("s3-archiver"),
    ES_INDEXER("es-indexer");

    private final String displayName;

    Service(String displayName) {
        this.displayName = displayName;
    }

    /** The name of its module, and what messages to the user call it. */
    public String displayName() {
        return displayName;
    }
}
