package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveLayout;
import io.logmesh.contract.archive.LayoutVariable;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Which hours may be called whole.
 *
 * @param lateness how long records may take from ingest into Kafka
 */
public record SealableHours(Duration lateness) {

    /** How far back late records are looked for. */
    private static final int LOOK_BACK = 24;

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Whether each hour of a source has one folder, of which a manifest can tell. */
    public static boolean has(ArchiveLayout layout) {
        return layout.has(LayoutVariable.HOUR)
                && !layout.has(LayoutVariable.MINUTE)
                && !layout.has(LayoutVariable.NAMESPACE);
    }

    /** The first milliseconds of the last hours that ended before {@code passed}, less the lateness; the latest first. */
    public LongStream before(long passed) {
        long last = Math.floorDiv(passed - lateness.toMillis(), HOUR) - 1;
        return passed < 0
                ? LongStream.empty()
                : LongStream.iterate(last, hour -> hour - 1)
                        .limit(LOOK_BACK)
                        .filter(hour -> hour >= 0)
                        .map(hour -> hour * HOUR);
    }
}
