package io.logmesh.contract;

/**
 * The identity of a record: {@code <ingest time>-<raw topic>-<partition>-<offset>[-<index>]}.
 *
 * <p>It depends on nothing but where the record stands in Kafka, so any replay makes the same one. The ingest time comes
 * first so that ids sort by time (which Lucene stores more compactly) and so that a topic which is deleted and made
 * again, and counts its offsets from zero, gives other ids. The topic stands as eight hex digits of its CRC-32C.
 */
public final class RecordId {

    private static final String MARKER = "-marker";

    private RecordId() {}

    /** The id of the record at {@code offset}; {@link PartitionIds} makes many. {@code ingestTs} is in milliseconds since the epoch. */
    public static String of(long ingestTs, String topic, int partition, long offset) {
        return new PartitionIds(topic, partition).of(ingestTs, offset);
    }

    /** The id of the {@code index}th record, from 0, that the message {@code messageId} was split into. */
    public static String part(String messageId, int index) {
        return messageId + '-' + index;
    }

    /**
     * The id of the record by which the mesh itself tells what became of others, {@code firstId} the first among them.
     * No record of a collector has such an id.
     */
    public static String marker(String firstId) {
        return firstId + MARKER;
    }

    /** Whether {@code id} is one of {@link #marker}. */
    public static boolean isMarker(String id) {
        return id.endsWith(MARKER);
    }
}
