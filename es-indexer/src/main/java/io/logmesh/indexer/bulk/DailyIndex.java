package io.logmesh.indexer.bulk;

import io.logmesh.contract.SourceName;
import io.logmesh.contract.sources.IndexSettings.Into;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Names the index of a source and a day: {@code logs-<source>-YYYY.MM.DD}, by ingest time in UTC, so that a replay lands
 * where the first attempt did. It remembers one name for each source, because a day has many records.
 */
public final class DailyIndex {

    /** The indices' template matches years that begin with these digits, so that it can't match other people's indices. */
    public static final String CENTURY = "20";

    /** Stands for the source in the name of the index that sources share; no source can be called so. */
    public static final String SHARED = "_shared";

    private static final String PREFIX = "logs-";
    private static final String SHARED_PREFIX = PREFIX + SHARED + '-';
    private static final String STREAM_SUFFIX = "-logmesh";

    /** How a day is written. */
    public static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

    private static final Pattern NAME = Pattern.compile("logs-(.+)-(20\\d\\d\\.\\d\\d\\.\\d\\d)");
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(2099, 12, 31).toEpochDay();

    private final Placements placements;
    private final Map<String, Named> latest = new ConcurrentHashMap<>();

    /** Of the sources that leave it to their size; for these, what was decided. */
    private final Map<String, Named> placed = new ConcurrentHashMap<>();

    private record Named(long day, String index) {}

    /** What the name of an index says; the source is {@value #SHARED} where it is shared. */
    public record Parts(String source, LocalDate day) {}

    /** @param placements asked once for each source and day, of sources that leave it to their size */
    public DailyIndex(Placements placements) {
        this.placements = placements;
    }

    /** Whether there are indices for this time, in milliseconds since the epoch: for the years 2000 to 2099. */
    public static boolean covers(long ingestTs) {
        long day = day(ingestTs);
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    /**
     * The index of a valid source and a time that is covered; or the source's data stream, which has all times.
     *
     * @throws InterruptedException where the service stops while the source's place is asked for
     */
    public String of(String source, Into into, long ingestTs) throws InterruptedException {
        return switch (into) {
            case OWN -> daily(source, ingestTs);
            case SHARED -> daily(SHARED, ingestTs);
            case AUTO -> placed(source, ingestTs);
            case STREAM -> streamOf(source);
        };
    }

    /** Whether several sources share the index of that name, which {@link #of} gave. */
    public static boolean isShared(String index) {
        return index.startsWith(SHARED_PREFIX);
    }

    public static String streamOf(String source) {
        return PREFIX + source + STREAM_SUFFIX;
    }

    /** Nothing where no index of ours is called so. */
    public static Optional<Parts> partsOf(String index) {
        var name = NAME.matcher(index);
        if (!name.matches() || !(name.group(1).equals(SHARED) || SourceName.isValid(name.group(1)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parts(name.group(1), LocalDate.parse(name.group(2), DAY)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private String daily(String source, long ingestTs) {
        long day = day(ingestTs);
        var named = latest.get(source);
        if (named == null || named.day() != day) {
            named = new Named(day, PREFIX + source + '-' + DAY.format(LocalDate.ofEpochDay(day)));
            latest.put(source, named);
        }
        return named.index();
    }

    private String placed(String source, long ingestTs) throws InterruptedException {
        long day = day(ingestTs);
        var named = placed.get(source);
        if (named == null || named.day() != day) {
            boolean hasOwn = placements.hasOwn(source, LocalDate.ofEpochDay(day));
            named = new Named(day, daily(hasOwn ? source : SHARED, ingestTs));
            placed.put(source, named);
        }
        return named.index();
    }

    private static long day(long millis) {
        return Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
    }
}
