package io.logmesh.archiver.archive;

/** When a record was collected, in milliseconds since the epoch, which is what folders go by. */
public final class IngestTime {

    /** The first millisecond of the year 10000, which a four-digit year can't name any more. */
    private static final long END_OF_TIME = 253_402_300_800_000L;

    private IngestTime() {}

    /** Whether a record of that time can be filed. */
    public static boolean canBeFiled(long ingestTs) {
        return ingestTs >= 0 && ingestTs < END_OF_TIME;
    }
}
