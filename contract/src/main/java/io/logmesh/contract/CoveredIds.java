package io.logmesh.contract;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of the records that were joined into one, beside the id of the first, which the joined record keeps. They stand
 * in a header and in a field, each as its difference from the id before it, since lines that belong together stand
 * close together in Kafka:
 *
 * <pre>{@code
 * covers = entry *("," entry)          empty where nothing but the first record is covered
 * entry  = [count "x"] offset ["." index] ["@" time] ["/" topic-hash "-" partition]
 * }</pre>
 *
 * <p>{@code offset} and {@code time} (milliseconds) are differences; with a place, which says that the record stands in
 * another partition than the one before, the offset is absolute. So {@code 3x1@2,5} are four records: three offsets in a
 * row, 2 ms apart, and one that stands five offsets behind them. Not thread-safe.
 */
public final class CoveredIds {

    private static final Pattern ENTRY = Pattern.compile(
            "(?:(\\d{1,6})x)?(-?\\d{1,18})(?:\\.(\\d{1,9}))?(?:@(-?\\d{1,14}))?(?:/([0-9a-f]{8}-\\d{1,9}))?");

    /** No event has more lines; what claims more was not written by the mesh. */
    private static final int MOST = 10_000;

    private static final int TIME_DIGITS = 11;
    private static final int TOPIC_DIGITS = 8;

    private final StringBuilder settled = new StringBuilder();
    private Id last;
    private String lastId;
    private String entry = "";
    private int count;

    /** Of a record whose own id is {@code first}, which must be one that {@link #isValid} accepts. */
    public CoveredIds(String first) {
        last = Id.of(first).orElseThrow(() -> new IllegalArgumentException(first + " is no id of a record"));
        lastId = first;
    }

    /** Goes on from what {@link #toString} gave, with the id that was added last. */
    public CoveredIds(String lastId, String covers) {
        this(lastId);
        if (covers.isEmpty()) {
            return;
        }
        int comma = covers.lastIndexOf(',');
        settled.append(covers, 0, comma + 1);
        var tail = covers.substring(comma + 1);
        int times = tail.indexOf('x');
        count = times < 0 ? 1 : Integer.parseInt(tail.substring(0, times));
        entry = tail.substring(times + 1);
    }

    /** Whether this is an id as {@link RecordId} makes it: others can't be covered. */
    public static boolean isValid(String id) {
        return Id.of(id).isPresent();
    }

    /** Adds the id of the next record, which must be valid. */
    public void add(String id) {
        var next = Id.of(id).orElseThrow(() -> new IllegalArgumentException(id + " is no id of a record"));
        var difference = next.since(last);
        last = next;
        lastId = id;
        if (difference.equals(entry)) {
            count++;
            return;
        }
        if (count > 0) {
            settled.append(tail()).append(',');
        }
        entry = difference;
        count = 1;
    }

    /** The id that was added last, or the first one. */
    public String lastId() {
        return lastId;
    }

    /** About how long it is as a text, and no shorter. */
    public int length() {
        return settled.length() + entry.length() + 1 + Integer.toString(MOST).length();
    }

    /** As it stands in header and field. */
    @Override
    public String toString() {
        return count == 0 ? "" : settled + tail();
    }

    private String tail() {
        return count == 1 ? entry : count + "x" + entry;
    }

    /**
     * The ids that {@code covers} stands for, without {@code first} itself; nothing where it is not in this form, as in a
     * field that somebody else wrote.
     */
    public static Optional<List<String>> read(String first, String covers) {
        var last = Id.of(first);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        var ids = new ArrayList<String>();
        var id = last.get();
        for (var text : covers.split(",", -1)) {
            var parts = ENTRY.matcher(text);
            int times = !parts.matches() ? MOST + 1 : parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
            if (ids.size() + times > MOST) {
                return Optional.empty();
            }
            for (int i = 0; i < times; i++) {
                id = id.plus(parts.group(2), parts.group(3), parts.group(4), parts.group(5));
                ids.add(id.toString());
            }
        }
        return Optional.of(ids);
    }

    /** @param index -1 where the message was not split */
    private record Id(long time, String place, long offset, int index) {

        /** Nothing where {@link RecordId} would have written something else. Runs for every line that may go on. */
        static Optional<Id> of(String text) {
            int place = TIME_DIGITS + 1;
            int partition = place + TOPIC_DIGITS + 1;
            int partitionEnd = endOfNumber(text, partition, 9);
            int offsetEnd = partitionEnd < 0 ? -1 : endOfNumber(text, partitionEnd + 1, 18);
            if (offsetEnd < 0 || !isHex(text, 0, TIME_DIGITS) || !isHex(text, place, TOPIC_DIGITS)) {
                return Optional.empty();
            }
            boolean whole = offsetEnd == text.length();
            int indexEnd = whole ? offsetEnd : endOfNumber(text, offsetEnd + 1, 9);
            if (indexEnd != text.length() || partitionEnd == text.length()) {
                return Optional.empty();
            }
            return Optional.of(new Id(
                    Long.parseLong(text, 0, TIME_DIGITS, 16),
                    text.substring(place, partitionEnd),
                    Long.parseLong(text, partitionEnd + 1, offsetEnd, 10),
                    whole ? -1 : Integer.parseInt(text, offsetEnd + 1, indexEnd, 10)));
        }

        /** Where the decimal number ends, which has a hyphen before it and no needless zeros, or -1. */
        private static int endOfNumber(String text, int from, int mostDigits) {
            if (from >= text.length() || text.charAt(from - 1) != '-') {
                return -1;
            }
            int end = from;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            boolean needlessZero = text.charAt(from) == '0' && end - from > 1;
            return end == from || end - from > mostDigits || needlessZero ? -1 : end;
        }

        private static boolean isHex(String text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                char c = text.charAt(i);
                if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                    return false;
                }
            }
            return text.charAt(from + length) == '-';
        }

        String since(Id before) {
            boolean samePlace = place.equals(before.place);
            var text = new StringBuilder().append(samePlace ? offset - before.offset : offset);
            if (index >= 0) {
                text.append('.').append(index);
            }
            if (time != before.time) {
                text.append('@').append(time - before.time);
            }
            return samePlace ? text.toString() : text.append('/').append(place).toString();
        }

        Id plus(String offsets, String itsIndex, String millis, String otherPlace) {
            long number = Long.parseLong(offsets);
            return new Id(
                    millis == null ? time : time + Long.parseLong(millis),
                    otherPlace == null ? place : otherPlace,
                    otherPlace == null ? offset + number : number,
                    itsIndex == null ? -1 : Integer.parseInt(itsIndex));
        }

        @Override
        public String toString() {
            var id = HexFormat.of().toHexDigits(time, 11) + '-' + place + '-' + offset;
            return index < 0 ? id : RecordId.part(id, index);
        }
    }
}
