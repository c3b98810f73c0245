package io.logmesh.archiver.archive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The promise to archive a range up to {@code last}, and the names its objects will have. It stands as metadata beside
 * the range's first offset, where the group coordinator keeps it; whoever gets the partition next must keep it, whatever
 * its own configuration says.
 *
 * @param last the offset of the range's last record
 * @param prefix what all keys begin with, such as {@code logs}; may be empty
 */
public record Intent(long last, String prefix) {

    /** A longer prefix is refused: with it, a key could exceed the 1,024 bytes that S3 allows. */
    public static final int MAX_PREFIX = 512;

    private static final String VERSION = "logmesh-archive/1";
    private static final String FORMAT = "json.gz";
    private static final Pattern TEXT =
            Pattern.compile(Pattern.quote(VERSION) + " (\\d{1,18}) " + Pattern.quote(FORMAT) + " (\\S*)");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()=-]+(/[A-Za-z0-9!_.*'()=-]+)*");

    public Intent {
        requirePrefix(prefix);
    }

    /** Returns {@code prefix}, or refuses it with a message that says what a prefix may look like. */
    public static String requirePrefix(String prefix) {
        boolean valid = prefix.isEmpty()
                || (prefix.length() <= MAX_PREFIX && PREFIX.matcher(prefix).matches());
        if (!valid) {
            throw new IllegalArgumentException("'" + prefix + "' can't be a key prefix: use folders of letters, digits"
                    + " and !_.*'()=- with single slashes between them, at most " + MAX_PREFIX + " characters");
        }
        return prefix;
    }

    /** The metadata to commit: plain ASCII, at most 600 bytes of the 4,096 that a broker allows by default. */
    public String text() {
        return VERSION + ' ' + last + ' ' + FORMAT + ' ' + prefix;
    }

    /**
     * Reads the metadata of a committed offset; blank text is no intent.
     *
     * @throws IllegalArgumentException where the text is of another version or of somebody else: then nobody who can't
     *     read it may choose ranges behind that offset
     */
    public static Optional<Intent> parse(String metadata) {
        if (metadata == null || metadata.isBlank()) {
            return Optional.empty();
        }
        var match = TEXT.matcher(metadata);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + metadata + "' is no intent that this version can read");
        }
        return Optional.of(new Intent(Long.parseLong(match.group(1)), match.group(2)));
    }
}
