package io.logmesh.contract;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Chooses a share of records by their ids: the same ones after any replay, on any machine. */
public final class IdSample {

    private static final double RANGE = 0x1p32;

    private IdSample() {}

    /** Whether the record of that id is among the {@code share}, from 0 to 1, that is kept. */
    public static boolean keeps(String id, double share) {
        var crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return spread(crc.getValue()) < share * RANGE;
    }

    /** Ids that follow each other have checksums that are alike; this is the finalizer of MurmurHash3 for 32 bits. */
    private static long spread(long checksum) {
        int hash = (int) checksum;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Integer.toUnsignedLong(hash ^ (hash >>> 16));
    }
}
