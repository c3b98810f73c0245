package io.logmesh.contract;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Makes the ids, see {@link RecordId}, of the records of one partition of a raw topic. Not thread-safe. */
public final class PartitionIds {

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_DIGITS = 11;
    private static final int MAX_LONG_DIGITS = 19;

    private final String topic;
    private final int partition;
    private final byte[] id;
    private final int place;

    public PartitionIds(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
        byte[] middle = ('-' + hash(topic) + '-' + partition + '-').getBytes(StandardCharsets.US_ASCII);
        place = TIME_DIGITS + middle.length;
        id = new byte[place + MAX_LONG_DIGITS];
        System.arraycopy(middle, 0, id, TIME_DIGITS, middle.length);
    }

    /** Whether it makes those of that partition. */
    public boolean areOf(String someTopic, int somePartition) {
        return partition == somePartition && topic.equals(someTopic);
    }

    /** The id of the record at {@code offset}, which is 0 or more. {@code ingestTs} is in milliseconds since the epoch. */
    public String of(long ingestTs, long offset) {
        for (int i = 0; i < TIME_DIGITS; i++) {
            id[i] = HEX_DIGITS[(int) (ingestTs >>> (4 * (TIME_DIGITS - 1 - i))) & 0xf];
        }
        int length = place;
        for (long rest = offset; rest > 9; rest /= 10) {
            length++;
        }
        long rest = offset;
        for (int i = length; i >= place; i--) {
            id[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(id, 0, length + 1, StandardCharsets.ISO_8859_1);
    }

    private static String hash(String topic) {
        var crc = new CRC32C();
        crc.update(topic.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }
}
