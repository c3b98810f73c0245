package io.logmesh.contract.sources;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How one kind of value is written in {@code logmesh.yaml}.
 *
 * @param description what such a value is, for whoever wrote something else
 * @param reading nothing where the text is no such value
 */
record Form<T>(String description, Function<String, Optional<T>> reading) {

    static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB|KB|MB|GB)");
    static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");

    private static final Map<String, Long> BYTES_OF = Map.of(
            "B", 1L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L);

    static final Form<Boolean> BOOLEAN = new Form<>(
            "true or false",
            text -> text.equals("true") || text.equals("false")
                    ? Optional.of(Boolean.valueOf(text))
                    : Optional.empty());

    /** Longer than nothing. */
    static final Form<Duration> DURATION_TEXT =
            new Form<>("a length of time such as 500ms, 90s, 15m, 12h or 7d", Form::duration);

    /** In bytes, at least one. */
    static final Form<Long> SIZE_TEXT = new Form<>("a size such as 512KiB, 20MiB or 1GB", Form::size);

    /** In bytes a second, at least one. */
    static final Form<Long> RATE = new Form<>(
            "bytes a second such as 512KiB/s or 20MiB/s",
            text -> text.endsWith("/s") ? size(text.substring(0, text.length() - 2)) : Optional.empty());

    /** As a share from 0 to 1. */
    static final Form<Double> SHARE = new Form<>("a share such as 10% or 0.5%", Form::share);

    static Form<Integer> numberUpTo(int most) {
        return new Form<>(
                "a number from 1 to " + most,
                text -> text.matches("[0-9]{1,9}")
                        ? Optional.of(Integer.valueOf(text)).filter(number -> number >= 1 && number <= most)
                        : Optional.empty());
    }

    static <T> Form<T> byName(Collection<T> values, Function<T, String> name) {
        var names = String.join(", ", values.stream().map(name).toList());
        return new Form<>("one of " + names, text -> values.stream()
                .filter(value -> name.apply(value).equals(text))
                .findFirst());
    }

    /** A constant of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        return byName(
                Arrays.asList(type.getEnumConstants()),
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Optional<Duration> duration(String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        var duration =
                switch (parts.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return Optional.of(duration).filter(Duration::isPositive);
    }

    private static Optional<Long> size(String text) {
        var parts = SIZE.matcher(text);
        return parts.matches()
                ? Optional.of(Long.parseLong(parts.group(1)) * BYTES_OF.get(parts.group(2)))
                        .filter(bytes -> bytes > 0)
                : Optional.empty();
    }

    private static Optional<Double> share(String text) {
        var parts = PERCENT.matcher(text);
        return parts.matches()
                ? Optional.of(Double.parseDouble(parts.group(1)) / 100).filter(share -> share <= 1)
                : Optional.empty();
    }
}
