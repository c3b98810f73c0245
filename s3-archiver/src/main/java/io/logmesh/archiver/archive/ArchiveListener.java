package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.Optional;

/** Hears what happens, for metrics and logs. Called on the loop's thread. */
public interface ArchiveListener {

    /** What the protocol does outside this process. */
    enum Step {
        COMMIT,
        CONVERT,
        STORE,
        DEAD_LETTER
    }

    /** An open range was closed. */
    void rotated(Range range, RotationReason reason);

    void stored(ArchiveObject object, ObjectStore.Outcome outcome);

    void refused(Refused record);

    /** A record is not archived, since it is for another sink. */
    void skipped();

    /** So many records were taken that are not archived by this owner of their partition. */
    void handedOver(long records);

    /** Another object has this one's name and holds other records; so this one is stored under another name. */
    void taken(ArchiveObject object);

    /** Bytes could not be moved to disk; they stay in the heap. */
    void spoolFailed(Exception failure);

    /** A step failed and will be repeated. {@code target} names the object or partition, for a log line. */
    void failed(Step step, String target, Throwable failure);

    /** Once a second: what the store says of an object that it has refused and that is still tried again, if there is one. */
    void storeProblem(Optional<String> problem);

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

    /**
     * Once a second: the ranges that hold records, their files, the age of the oldest, the bytes they take in the heap and on
     * disk, and how many records they are.
     */
    void state(int openRanges, int openFiles, Duration oldest, long held, long spooled, long records);
}
