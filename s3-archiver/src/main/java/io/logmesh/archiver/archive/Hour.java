package io.logmesh.archiver.archive;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** An hour in UTC, counted from the epoch: the partition of the archive that a record belongs to. */
public record Hour(long sinceEpoch) {

    private static final long MILLIS = 3_600_000;

    /** The first millisecond of the year 10000, which a four-digit year can't name any more. */
    private static final long END_OF_TIME = 253_402_300_800_000L;

    /** Whether a record of this ingest time, in milliseconds since the epoch, can be filed. */
    public static boolean canHold(long ingestTs) {
        return ingestTs >= 0 && ingestTs < END_OF_TIME;
    }

    public static Hour of(long ingestTs) {
        return new Hour(Math.floorDiv(ingestTs, MILLIS));
    }

    boolean contains(long ingestTs) {
        return Math.floorDiv(ingestTs, MILLIS) == sinceEpoch;
    }

    /** The folders of this hour, such as {@code dt=2026-11-22/hour=09}. */
    public String path() {
        var start = LocalDateTime.ofEpochSecond(sinceEpoch * (MILLIS / 1000), 0, ZoneOffset.UTC);
        return String.format(Locale.ROOT, "dt=%s/hour=%02d", start.toLocalDate(), start.getHour());
    }
}
