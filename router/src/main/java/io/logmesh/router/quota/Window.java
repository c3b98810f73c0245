package io.logmesh.router.quota;

/** Ten seconds of ingest time, which is what quotas are counted by. Windows are numbered from the epoch. */
final class Window {

    static final long SECONDS = 10;
    private static final long MILLIS = SECONDS * 1000;

    /** For each source so many windows are kept, those that were used last: of nodes whose clocks differ, or in a backlog. */
    static final int MOST = 128;

    private Window() {}

    /** @param ingestTs in milliseconds since the epoch */
    static long of(long ingestTs) {
        return Math.floorDiv(ingestTs, MILLIS);
    }
}
