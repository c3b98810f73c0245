package io.logmesh.indexer.bulk;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of each source stands in the daily indices. */
public record SourceSizes(List<Size> sizes) {

    /** What happens once a week counts, such as a batch job of Sundays. */
    static final int DAYS = 7;

    /**
     * Of one source on one day.
     *
     * @param bytes what its documents take, without the copies of shards; of a shared index, its share by their number
     * @param isOwn whether they stand in an index of their own
     */
    public record Size(String source, LocalDate day, long bytes, boolean isOwn) {}

    /**
     * The sources that should have an index of their own on that day: those that reached {@code from} bytes on one of the
     * {@value #DAYS} days before or on that day, and those that have one already.
     */
    public Set<String> ownOn(LocalDate day, long from) {
        return sizes.stream()
                .filter(size ->
                        (size.isOwn() && size.day().equals(day)) || (size.bytes() >= from && isRecent(size, day)))
                .map(Size::source)
                .collect(Collectors.toSet());
    }

    /** The days that count for that day: those before, and itself. */
    public static Stream<LocalDate> daysFor(LocalDate day) {
        return day.minusDays(DAYS).datesUntil(day.plusDays(1));
    }

    private static boolean isRecent(Size size, LocalDate day) {
        return !size.day().isAfter(day) && size.day().isAfter(day.minusDays(DAYS + 1L));
    }
}
