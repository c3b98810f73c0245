package io.logmesh.archiver.archive;

import java.time.Duration;

/** Hears what happens, for metrics and logs. Called on the loop's thread. */
public interface ArchiveListener {

    /** What the protocol does outside this process. */
    enum Step {
        COMMIT,
        STORE,
        DEAD_LETTER
    }

    void stored(ArchiveObject object, ObjectStore.Outcome outcome);

    void refused(Refused record);

    /** A step failed and will be repeated. {@code target} names the object or partition, for a log line. */
    void failed(Step step, String target, Throwable failure);

    /**
     * Of a range that an earlier owner declared, records have gone: only those from {@code first} to {@code last} were
     * found, or none, which both being -1 tells. Retention has deleted them; that owner may have stored them before.
     */
    void lost(Range declared, long first, long last);

    /** The log handed out an offset again that was received before: it was cut, or the topic made anew. */
    void wentBack(Partition partition, long from, long to);

    /** The partition can't be archived, because its metadata is of another version. */
    void barred(Partition partition, String metadata);

    /** The partition is no longer this member's. */
    void released(Partition partition);

    /** Once a second: the ranges that hold records, the age of the oldest, and the heap they take in bytes. */
    void state(int openRanges, Duration oldest, long held);
}
