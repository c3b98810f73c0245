package io.logmesh.contract.sources;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.time.Duration;
import java.util.Optional;

/**
 * How a source's records are archived. What is absent is left to the archiver's own settings.
 *
 * @param level how hard to compress; it is one that the format has, where that is set, too
 * @param size compressed bytes at which objects are finished
 * @param every age at which they are finished
 * @param aligned whether that age ends at full multiples on the clock, in UTC
 * @param records number of records at which they are finished
 * @param hourly whether a record of a later hour than those before finishes them
 */
public record Archiving(
        Optional<ArchiveFormat> format,
        Optional<Integer> level,
        Optional<ArchiveLayout> layout,
        Optional<Long> size,
        Optional<Duration> every,
        Optional<Boolean> aligned,
        Optional<Long> records,
        Optional<Boolean> hourly) {

    /** Nothing said. */
    public static final Archiving DEFAULT = new Archiving(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
