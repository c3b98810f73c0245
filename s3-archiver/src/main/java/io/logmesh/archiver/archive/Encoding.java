package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of an object and how hard it is compressed.
 *
 * @param level one that the format has; 0 where nothing is compressed
 */
public record Encoding(ArchiveFormat format, int level) {

    private static final Pattern TEXT = Pattern.compile("([a-z.]+):(\\d{1,2})");

    public Encoding {
        if (!format.hasLevel(level)) {
            throw new IllegalArgumentException(format.extension() + " has " + format.levels() + ", not " + level);
        }
    }

    /** With the level that the format has by default. */
    public static Encoding of(ArchiveFormat format) {
        return new Encoding(format, format.defaultLevel());
    }

    /** Such as {@code json.gz:4}. */
    String text() {
        return format.extension() + ':' + level;
    }

    static Encoding parse(String text) {
        var match = TEXT.matcher(text);
        var format = match.matches() ? ArchiveFormat.ofExtension(match.group(1)) : Optional.<ArchiveFormat>empty();
        return new Encoding(
                format.orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no format")),
                Integer.parseInt(match.group(2)));
    }
}
