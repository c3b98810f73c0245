package io.logmesh.contract.routing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a routed record: {@code namespace/pod/container/stream}, what a container writes to one of its two
 * streams. Kafka keeps records of one key in order, so a container's lines stay as they were written. A record that
 * does not tell its pod has the key {@code topic/partition} of its raw record, which keeps what order there was.
 */
final class StreamKey {

    /** Kubernetes' own limit of a name. What is longer is no name, and is cut. */
    private static final int MAX_NAME_BYTES = 253;

    private static final Field[] PARTS = {Field.NAMESPACE, Field.POD, Field.CONTAINER, Field.STREAM};

    private final byte[] key = new byte[PARTS.length * (MAX_NAME_BYTES + 1)];

    byte[] of(RecordLayout record, RawRecord raw) {
        if (!record.hasText(Field.POD)) {
            return (raw.topic() + '/' + raw.partition()).getBytes(StandardCharsets.UTF_8);
        }
        var container = record.container();
        if (container == null) {
            return read(record);
        }
        int streamFrom = Math.max(record.start(Field.STREAM), 0);
        int streamTo = record.hasText(Field.STREAM) ? record.end(Field.STREAM) : streamFrom;
        byte[] known = container.key(record.json(), streamFrom, streamTo);
        if (known == null) {
            known = read(record);
            container.keepKey(known, record.json(), streamFrom, streamTo);
        }
        return known;
    }

    private byte[] read(RecordLayout record) {
        int length = 0;
        for (var part : PARTS) {
            if (part != Field.NAMESPACE) {
                key[length++] = '/';
            }
            if (record.hasText(part)) {
                int from = record.start(part) + 1;
                int size = Math.min(record.end(part) - 1 - from, MAX_NAME_BYTES);
                System.arraycopy(record.json(), from, key, length, size);
                length += size;
            }
        }
        return Arrays.copyOf(key, length);
    }
}
