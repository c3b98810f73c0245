package io.logmesh.cli.audit.balance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Settles by which rules a record is judged, where several were in force after it came in and do not agree about it.
 *
 * <p>Invariant: <em>what is found of a record must be, as a whole, what one of these rule sets makes of it</em>: all of its
 * places and no others. So a record that is nowhere balances only if one of them drops it, and a copy that one set makes is
 * no excuse for what another one's source lacks.
 */
final class RulesOfTheTime {

    /** The rule sets that do not agree about an id, the one to be preferred first. */
    private final Map<String, SequencedSet<String>> sets = new HashMap<>();

    RulesOfTheTime(List<Fact> facts) {
        for (var fact : facts) {
            if (!fact.rules().isEmpty()) {
                sets.computeIfAbsent(fact.id(), _ -> new LinkedHashSet<>()).add(fact.rules());
            }
        }
    }

    /** Takes out what is neither found nor expected by the rules that count. */
    void settle(Map<Balance.Key, Tally> tallies) {
        if (sets.isEmpty()) {
            return;
        }
        var byId = new LinkedHashMap<String, List<Tally>>();
        tallies.forEach((key, tally) -> {
            if (sets.containsKey(key.id())) {
                byId.computeIfAbsent(key.id(), _ -> new ArrayList<>()).add(tally);
            }
        });
        byId.forEach((id, ofId) -> {
            var rules = choose(sets.get(id), ofId);
            ofId.forEach(tally -> tally.judgeBy(rules));
        });
        tallies.entrySet()
                .removeIf(entry -> byId.containsKey(entry.getKey().id())
                        && !entry.getValue().expected
                        && !entry.getValue().dropped
                        && !entry.getValue().isFound());
    }

    /** Where none explains all, the one by which a record is missing says more than that by which it is unexplained. */
    private static String choose(SequencedSet<String> sets, List<Tally> tallies) {
        return sets.stream()
                .filter(rules -> allowsWhatIsFound(rules, tallies) && lacksNothing(rules, tallies))
                .findFirst()
                .or(() -> sets.stream()
                        .filter(rules -> allowsWhatIsFound(rules, tallies))
                        .findFirst())
                .orElse(sets.getFirst());
    }

    private static boolean allowsWhatIsFound(String rules, List<Tally> tallies) {
        return tallies.stream().allMatch(tally -> !tally.isFound() || tally.isExpectedBy(rules));
    }

    private static boolean lacksNothing(String rules, List<Tally> tallies) {
        return tallies.stream().allMatch(tally -> !tally.isExpectedBy(rules) || tally.isComplete());
    }
}
