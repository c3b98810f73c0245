package io.logmesh.archiver.archive;

/**
 * What one rotation covers: the records of a partition from {@code first} to {@code last}, both included. Both are
 * offsets of records; between them may be offsets that belong to no record, such as those of commit markers.
 */
public record Range(Partition partition, long first, long last) {

    public Range {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range of offsets: " + first + " to " + last);
        }
    }

    public boolean contains(long offset) {
        return first <= offset && offset <= last;
    }

    @Override
    public String toString() {
        return partition + "-" + first + "-" + last;
    }
}
