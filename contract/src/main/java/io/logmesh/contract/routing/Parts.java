package io.logmesh.contract.routing;

import java.util.ArrayList;
import java.util.List;

/** The records that one message holds, as long as they are not too many for the memory of who routes them. */
final class Parts {

    static final int MAX = 10_000;

    /** Parts of an OTLP export repeat its resource, so together they may be much longer than the message. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final List<byte[]> all = new ArrayList<>();
    private long bytes;

    /** @throws TooManyPartsException beyond the limits */
    void add(byte[] part) {
        bytes += part.length;
        if (all.size() == MAX || bytes > MAX_BYTES) {
            throw new TooManyPartsException();
        }
        all.add(part);
    }

    /** Forgets what was added behind the first {@code count}. */
    void cutTo(int count) {
        while (all.size() > count) {
            bytes -= all.removeLast().length;
        }
    }

    int size() {
        return all.size();
    }

    List<byte[]> all() {
        return all;
    }

    /** One message holds more than is taken apart. */
    static final class TooManyPartsException extends RuntimeException {
        TooManyPartsException() {
            super(null, null, false, false);
        }
    }
}
