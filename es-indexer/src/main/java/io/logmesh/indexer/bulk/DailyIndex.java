package io.logmesh.indexer.bulk;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Names the index of a source and a day: {@code logs-<source>-YYYY.MM.DD}, by ingest time in UTC, so that a replay lands
 * where the first attempt did. It remembers one name for each source, because a day has many records.
 */
public final class DailyIndex {

    /** The indices' template matches years that begin with these digits, so that it can't match other people's indices. */
    public static final String CENTURY = "20";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(2099, 12, 31).toEpochDay();

    private final Map<String, Named> latest = new ConcurrentHashMap<>();

    private record Named(long day, String index) {}

    /** Whether there are indices for this time, in milliseconds since the epoch: for the years 2000 to 2099. */
    public static boolean covers(long ingestTs) {
        long day = day(ingestTs);
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    /** The index of a valid source and a time that is covered. */
    public String of(String source, long ingestTs) {
        long day = day(ingestTs);
        var named = latest.get(source);
        if (named == null || named.day() != day) {
            named = new Named(day, "logs-" + source + '-' + DAY.format(LocalDate.ofEpochDay(day)));
            latest.put(source, named);
        }
        return named.index();
    }

    private static long day(long millis) {
        return Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
    }
}
