package io.logmesh.archiver.archive;

import java.util.Collection;

/**
 * How far one partition has come, as anybody can tell who asks the group and the log.
 *
 * @param committed the offset that the group holds; negative for none
 * @param metadata what stands beside it
 * @param end the offset behind the last record that may be read
 */
public record Progress(long committed, Metadata metadata, long end) {

    /**
     * The ingest time, in milliseconds since the epoch, up to which all partitions are archived. One that is read to its
     * end has come up to {@code now}: what it has not got by now, it will get later.
     */
    public static long ofAll(Collection<Progress> partitions, long now) {
        return partitions.stream()
                .mapToLong(partition -> partition.passed(now))
                .min()
                .orElse(Metadata.NOTHING);
    }

    private long passed(long now) {
        boolean readToItsEnd = metadata instanceof Metadata.Settled && Math.max(0, committed) >= end;
        return readToItsEnd ? now : metadata.passed();
    }
}
