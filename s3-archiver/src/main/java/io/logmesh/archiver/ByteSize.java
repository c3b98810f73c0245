package io.logmesh.archiver;

import java.util.regex.Pattern;

/** A number of bytes in a setting: digits and optionally KiB, MiB or GiB. */
public record ByteSize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(|KiB|MiB|GiB)");

    /** Read by the configuration. */
    public static ByteSize parse(CharSequence text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size: write it like 64MiB");
        }
        long unit =
                switch (match.group(2)) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    default -> 1;
                };
        return new ByteSize(Long.parseLong(match.group(1)) * unit);
    }
}
