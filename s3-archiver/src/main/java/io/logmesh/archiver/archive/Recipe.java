package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveLayout;
import java.util.regex.Pattern;

/**
 * What the objects of a range depend on besides its records. An intent carries it, so that whoever redoes the range makes
 * the same names and content, whatever its own configuration says.
 *
 * @param prefix what all keys begin with, such as {@code logs}; may be empty
 */
public record Recipe(String prefix, ArchiveLayout layout, Encoding encoding) {

    /** A longer prefix is refused: with it, a key could exceed the 1,024 bytes that S3 allows. */
    public static final int MAX_PREFIX = 400;

    private static final String NO_PREFIX = "/";
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()=-]+(/[A-Za-z0-9!_.*'()=-]+)*");

    public Recipe {
        boolean valid = prefix.isEmpty()
                || (prefix.length() <= MAX_PREFIX && PREFIX.matcher(prefix).matches());
        if (!valid) {
            throw new IllegalArgumentException("'" + prefix + "' can't be a key prefix: use folders of letters, digits"
                    + " and !_.*'()=- with single slashes between them, at most " + MAX_PREFIX + " characters");
        }
    }

    /**
     * The name of an object: which records of which offsets are inside, and nothing else, so whoever archives the same
     * range writes the same names. Such as {@code logs/web/dt=2026-01-31/hour=23/logs.enriched.web-3-100-245.json.gz}.
     */
    public String key(String folder, Range range) {
        return below(folder) + '/' + range + '.' + encoding.format().extension();
    }

    /** The folder of a source's hour, where the layout has one for each; {@code ingestTs} is any time within. */
    public String hourFolder(String source, long ingestTs) {
        return below(layout.folder(source, ingestTs, ""));
    }

    private String below(String folder) {
        return prefix.isEmpty() ? folder : prefix + '/' + folder;
    }

    /** Three words of plain ASCII: encoding, prefix, layout. */
    String text() {
        return encoding.text() + ' ' + (prefix.isEmpty() ? NO_PREFIX : prefix) + ' ' + layout;
    }

    static Recipe parse(String encoding, String prefix, String layout) {
        return new Recipe(
                prefix.equals(NO_PREFIX) ? "" : prefix, ArchiveLayout.parse(layout), Encoding.parse(encoding));
    }
}
