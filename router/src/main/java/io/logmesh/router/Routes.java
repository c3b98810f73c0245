package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.contract.sources.Quota;
import io.logmesh.contract.sources.Source;
import io.logmesh.router.RouterMeters.Counts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules in force, and what each has done since this process started.
 *
 * @param problem why the file is not what is in force, if it is not
 * @param share this process's share of every quota
 * @param counts by source
 */
record Routes(Rules rules, Optional<String> problem, double share, Function<String, Counts> counts) {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

    private static final String ROW = "%-24s %12s %12s %12s  %s%n";

    /** For machines; what a source does not say is missing. */
    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("rules", rules.hash());
        map.put("since", rules.since().toString());
        problem.ifPresent(text -> map.put("problem", text));
        map.put("default", rules.sources().defaultName());
        map.put("share", share);
        map.put("sources", rules.sources().all().stream().map(this::asMap).toList());
        return map;
    }

    private Map<String, Object> asMap(Source source) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", source.name());
        source.match().ifPresent(match -> map.put("match", match.toString()));
        map.put("copy", source.copy());
        source.drop().ifPresent(drop -> map.put("drop", drop.toString()));
        source.lane().ifPresent(lane -> map.put("lane", lane));
        source.quota().ifPresent(quota -> map.put("quota", asMap(quota)));
        var counted = counts.apply(source.name());
        map.put("matched", counted.matched());
        map.put("dropped", counted.dropped());
        var over = new LinkedHashMap<String, Long>();
        counted.overQuota().forEach((verdict, count) -> over.put(verdict.word(), count));
        map.put("over_quota", over);
        return map;
    }

    private static Map<String, Object> asMap(Quota quota) {
        var map = new LinkedHashMap<String, Object>();
        map.put("bytes_per_second", quota.bytesPerSecond());
        map.put("over", word(quota.over()));
        if (quota.over() == Quota.Over.SAMPLE) {
            map.put("keep", quota.keep());
        }
        return map;
    }

    /** For people: a line for each source, in the order in which they are asked. */
    String asText() {
        var text = new StringBuilder("rules " + rules.hash() + ", in force since " + rules.since() + "\n");
        problem.ifPresent(
                why -> text.append("THE FILE IS REFUSED: ").append(why).append('\n'));
        text.append('\n').append(ROW.formatted("SOURCE", "MATCHED", "DROPPED", "OVER QUOTA", "RULE"));
        rules.sources().all().forEach(source -> text.append(asText(source)));
        return text.toString();
    }

    private String asText(Source source) {
        var counted = counts.apply(source.name());
        long over =
                counted.overQuota().values().stream().mapToLong(Long::longValue).sum();
        return ROW.formatted(
                source.name(), counted.matched(), counted.dropped(), over, String.join("; ", words(source)));
    }

    private static List<String> words(Source source) {
        var words = new ArrayList<String>();
        words.add((source.copy() ? "copy of " : "")
                + source.match().map(Object::toString).orElse("what is left"));
        source.drop().ifPresent(drop -> words.add("drop " + drop));
        source.lane().ifPresent(lane -> words.add("lane " + lane));
        source.quota().map(Routes::words).ifPresent(words::add);
        return words;
    }

    /** As the file says it, as far as the unit can be told. */
    private static String words(Quota quota) {
        long rate = quota.bytesPerSecond();
        int unit = 0;
        while (unit < UNITS.size() - 1 && rate > 0 && rate % 1024 == 0) {
            rate /= 1024;
            unit++;
        }
        var keep = quota.over() == Quota.Over.SAMPLE ? ", keep: " + percent(quota.keep()) : "";
        return "quota " + rate + UNITS.get(unit) + "/s, over: " + word(quota.over()) + keep;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static String word(Quota.Over over) {
        return over.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
