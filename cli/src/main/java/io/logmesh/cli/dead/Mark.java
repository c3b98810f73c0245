package io.logmesh.cli.dead;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a dead letter, as it stands in {@link io.logmesh.contract.Topics#REPLAYED}. */
enum Mark {
    /** The original was sent to its stage again. */
    REPLAYED,
    /** It was refused so often that no replay takes it, but one that allows more attempts. */
    PARKED;

    static Optional<Mark> of(byte[] written) {
        return Arrays.stream(values())
                .filter(mark -> Arrays.equals(mark.bytes(), written))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    byte[] bytes() {
        return word().getBytes(StandardCharsets.UTF_8);
    }
}
