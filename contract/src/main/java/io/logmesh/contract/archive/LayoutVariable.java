package io.logmesh.contract.archive;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a template of {@link ArchiveLayout} may name, in braces and lower case. Times are those of ingest, in UTC. */
public enum LayoutVariable {
    SOURCE,

    /** The day, such as {@code 2026-01-31}. */
    DT,
    YEAR,

    /** Two digits. */
    MONTH,

    /** Two digits. */
    DAY,

    /** Two digits. */
    HOUR,

    /** Two digits. */
    MINUTE,

    /** The namespace of the pod that wrote the record, or {@code none}. */
    NAMESPACE;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    static LayoutVariable named(String name) {
        return Arrays.stream(values())
                .filter(variable -> variable.lowerCase().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a layout knows no {" + name + "}, but "
                        + Arrays.stream(values())
                                .map(variable -> '{' + variable.lowerCase() + '}')
                                .collect(Collectors.joining(", "))));
    }

    /** A folder of {hour} without its day would hold the files of every day, under the names of one. */
    static void requireNoGaps(Set<LayoutVariable> used) {
        boolean date = used.contains(DT) || used.containsAll(Set.of(YEAR, MONTH, DAY));
        boolean partOfDate = used.contains(YEAR) || used.contains(MONTH) || used.contains(DAY);
        if ((partOfDate || used.contains(HOUR)) && !date) {
            throw new IllegalArgumentException(
                    "a layout tells the whole day, by {dt} or {year} {month} {day}, or no time");
        }
        if (used.contains(MINUTE) && !used.contains(HOUR)) {
            throw new IllegalArgumentException("a layout with {minute} needs {hour}, too");
        }
    }

    /** The length of the shortest time that is told apart, in milliseconds; 0 for none. */
    static long slotMillis(Set<LayoutVariable> used) {
        if (used.contains(MINUTE)) {
            return MINUTE_MILLIS;
        }
        if (used.contains(HOUR)) {
            return HOUR_MILLIS;
        }
        return used.contains(DT) || used.contains(DAY) ? DAY_MILLIS : 0;
    }

    String of(String source, long ingestTs, String namespace) {
        var time = LocalDateTime.ofEpochSecond(Math.floorDiv(ingestTs, 1000), 0, ZoneOffset.UTC);
        return switch (this) {
            case SOURCE -> source;
            case DT -> time.toLocalDate().toString();
            case YEAR -> String.format(Locale.ROOT, "%04d", time.getYear());
            case MONTH -> twoDigits(time.getMonthValue());
            case DAY -> twoDigits(time.getDayOfMonth());
            case HOUR -> twoDigits(time.getHour());
            case MINUTE -> twoDigits(time.getMinute());
            case NAMESPACE -> namespace;
        };
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
