package io.logmesh.it;

import java.util.HexFormat;
import java.util.Random;

/** Text that no compressor makes much smaller. */
final class Noise {

    private Noise() {}

    /** So many characters that could stand in a JSON string, the same for the same seed. */
    static String text(long seed, int length) {
        var noise = new byte[(length + 1) / 2];
        new Random(seed).nextBytes(noise);
        return HexFormat.of().formatHex(noise).substring(0, length);
    }
}
