package io.logmesh.cli.collect;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A line of a container's log file, as containerd and CRI-O write it: {@code <time> <stream> <tags> <text>}, such as
 * {@code 2026-11-22T09:30:00.123456789Z stdout F hello}. The tags are separated by colons; the first is {@code F} for a
 * full line, or the end of one, and {@code P} for a part that the next line of the same stream continues.
 *
 * @param time RFC 3339, up to nanoseconds, as it was written
 * @param stream {@code stdout} or {@code stderr}
 * @param partial whether the text goes on in the stream's next line
 * @param text what the container wrote, without the newline
 */
public record CriLine(String time, String stream, boolean partial, String text) {

    /** Reads one line, without its newline; nothing where it is not in this format. */
    public static Optional<CriLine> parse(String line) {
        int streamAt = line.indexOf(' ') + 1;
        int tagsAt = line.indexOf(' ', streamAt) + 1;
        if (streamAt == 0 || tagsAt == 0) {
            return Optional.empty();
        }
        // An empty line ends behind its tags; some writers leave out the blank, too.
        int blank = line.indexOf(' ', tagsAt);
        int tagsEnd = blank < 0 ? line.length() : blank;
        var stream = line.substring(streamAt, tagsAt - 1);
        var tag = firstTag(line.substring(tagsAt, tagsEnd));
        var time = line.substring(0, streamAt - 1);
        if (!isStream(stream) || !isTag(tag) || !isTime(time)) {
            return Optional.empty();
        }
        return Optional.of(new CriLine(time, stream, tag.equals("P"), blank < 0 ? "" : line.substring(blank + 1)));
    }

    /** The line as the container runtime writes it, without a newline. */
    public String format() {
        return time + ' ' + stream + ' ' + tag() + ' ' + text;
    }

    /** {@code P} or {@code F}. */
    public String tag() {
        return partial ? "P" : "F";
    }

    private static String firstTag(String tags) {
        int colon = tags.indexOf(':');
        return colon < 0 ? tags : tags.substring(0, colon);
    }

    private static boolean isTag(String tag) {
        return tag.equals("F") || tag.equals("P");
    }

    private static boolean isStream(String word) {
        return word.equals("stdout") || word.equals("stderr");
    }

    private static boolean isTime(String word) {
        try {
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(word);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
