package io.logmesh.it;

/**
 * The tests here wait most of their time: for timeouts, restarts and sessions. So two of them run at once, one of each half,
 * by JUnit's {@code ResourceLock}; those of one half share servers and run one after the other. Halves take about as long.
 */
final class Halves {

    /** What has the archivers' servers, and what has servers of its own. */
    static final String ARCHIVER = "archiver";

    /** What has the whole mesh, or the indexers' servers. */
    static final String MESH = "mesh";

    private Halves() {}
}
