package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveLayout;
import io.logmesh.contract.archive.LayoutVariable;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Which hours may be called whole, and when they are looked at. The last day's are looked at together, and those before in
 * turn, a few at a time: so a look costs the same however far back it is looked.
 *
 * @param lateness how long records may take from ingest into Kafka
 * @param lookBack how old the hours may be; at least a day
 */
public record SealableHours(Duration lateness, Duration lookBack) {

    /** How many hours are looked at together. */
    private static final int RECENT = 24;

    private static final int OLDER_AT_ONCE = 2;

    private static final long HOUR = Duration.ofHours(1).toMillis();

    public SealableHours {
        if (lookBack.toHours() < RECENT) {
            throw new IllegalArgumentException("seal.look-back must be a day at least");
        }
    }

    /** Whether each hour of a source has one folder, of which a manifest can tell. */
    public static boolean has(ArchiveLayout layout) {
        return layout.has(LayoutVariable.HOUR)
                && !layout.has(LayoutVariable.MINUTE)
                && !layout.has(LayoutVariable.NAMESPACE);
    }

    /** The first milliseconds of the last hours that ended before {@code passed}, less the lateness; the latest first. */
    public LongStream recent(long passed) {
        return hours(passed, LongStream.range(0, RECENT));
    }

    /** Likewise of the hours before those that are {@code look}'s turn; with enough looks, counted from 0, each gets its turn. */
    public LongStream older(long passed, long look) {
        long number = lookBack.toHours() - RECENT;
        long first = look * OLDER_AT_ONCE;
        return number == 0
                ? LongStream.empty()
                : hours(
                        passed,
                        LongStream.range(first, first + Math.min(OLDER_AT_ONCE, number))
                                .map(turn -> RECENT + turn % number));
    }

    private LongStream hours(long passed, LongStream ago) {
        long last = Math.floorDiv(passed - lateness.toMillis(), HOUR) - 1;
        return passed < 0
                ? LongStream.empty()
                : ago.map(hours -> last - hours).filter(hour -> hour >= 0).map(hour -> hour * HOUR);
    }
}
