package io.logmesh.cli.audit.balance;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the raw message of a record stands, as the record's id tells: all records that one message was split into have
 * the same.
 *
 * @param partition the topic's hash and the number of the partition
 */
record RawPlace(String partition, long offset) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{11}-([0-9a-f]{8}-\\d{1,9})-(\\d{1,18})(-\\d{1,9})?");

    /** Nothing where the mesh makes no such ids. */
    static Optional<RawPlace> of(String id) {
        var parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(new RawPlace(parts.group(1), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }
}
