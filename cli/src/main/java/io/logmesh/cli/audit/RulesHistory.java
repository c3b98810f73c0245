package io.logmesh.cli.audit;

import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule sets that routers had in force, as they write them down in {@value Topics#RULES}. A set was in force until its
 * last message there, give or take ten minutes; a record is routed some time after its own timestamp. So what counts for a
 * record are the sets that were in force at its time, and all later ones.
 */
final class RulesHistory {

    /**
     * How far the clocks of those who stamp records may be before those of the routers, and what lies between two messages
     * of a set. Kafka takes no record that is further ahead of its broker's clock, unless told to.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(70);

    /** @param last when it was written down last, in milliseconds since the epoch */
    record RuleSet(String hash, Sources sources, long last) {}

    private final Map<String, RuleSet> sets = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Sources today;
    private final String hashOfToday;

    /** @param today the file of today: what records are judged by where nothing is written down */
    RulesHistory(Sources today) {
        this.today = today;
        hashOfToday = today.hash();
    }

    /** Takes in a message of the topic, in its order. */
    void add(String hash, String text, long timestamp) {
        try {
            sets.put(hash, new RuleSet(hash, Sources.parse("rules " + hash, text), timestamp));
        } catch (InvalidSourcesException e) {
            notes.add("The rules " + hash + " that were in force can't be read by this version of logmesh ("
                    + e.problems().getFirst().message() + "): what they routed may seem misplaced.");
        }
    }

    /** Those that may have routed a record of that timestamp; the file of today first, if it is among them. */
    List<RuleSet> of(long timestamp) {
        var possible = sets.values().stream()
                .filter(set -> timestamp <= set.last() + TOLERANCE.toMillis())
                .sorted(Comparator.comparing((RuleSet set) -> !set.hash().equals(hashOfToday))
                        .thenComparing(Comparator.comparingLong(RuleSet::last).reversed()))
                .toList();
        return possible.isEmpty() ? List.of(latest()) : possible;
    }

    private RuleSet latest() {
        return sets.values().stream()
                .max(Comparator.comparingLong(RuleSet::last))
                .orElseGet(() -> new RuleSet(hashOfToday, today, Long.MAX_VALUE));
    }

    /** What a reader of the audit should know about the rules by which it judges. */
    List<String> notes() {
        var all = new ArrayList<>(notes);
        missing().ifPresent(all::add);
        return all;
    }

    private Optional<String> missing() {
        if (sets.isEmpty()) {
            return Optional.of(
                    "No rules are written down in " + Topics.RULES + ": all records are judged by the file of"
                            + " today (" + hashOfToday + "), whatever was in force when they came in.");
        }
        return sets.containsKey(hashOfToday)
                ? Optional.empty()
                : Optional.of("The file of today (" + hashOfToday + ") was never in force: records are judged by the "
                        + sets.size() + " rule sets that were.");
    }
}
