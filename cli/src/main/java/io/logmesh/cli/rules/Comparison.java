package io.logmesh.cli.rules;

import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What two files of rules make of the same messages. Its memory grows with what the rules name, not with the messages: it
 * counts.
 */
final class Comparison {

    /** What differs of a record. */
    enum Change {
        REROUTED,
        OTHER_LANE,
        NEWLY_DROPPED,
        NO_LONGER_DROPPED,
        DROPPED_ELSEWHERE,
        NEW_COPY,
        NO_LONGER_COPIED
    }

    /** A difference, from where and to where, by the names of sources or lanes. */
    record Move(Change change, String from, String to) implements Comparable<Move> {

        @Override
        public int compareTo(Move other) {
            int byChange = change.compareTo(other.change);
            int byFrom = byChange == 0 ? from.compareTo(other.from) : byChange;
            return byFrom == 0 ? to.compareTo(other.to) : byFrom;
        }
    }

    private final Routing inForce;
    private final Routing candidate;
    private final Map<String, Traffic> before = new TreeMap<>();
    private final Map<String, Traffic> after = new TreeMap<>();
    private final Map<Move, Long> moves = new TreeMap<>();
    private long messages;
    private long records;
    private long changed;

    Comparison(Sources inForce, Sources candidate) {
        this.inForce = new Routing(inForce);
        this.candidate = new Routing(candidate);
    }

    void add(RawRecord message) {
        var outcomesBefore = route(inForce, message, before);
        var outcomesAfter = route(candidate, message, after);
        messages++;
        records += outcomesBefore.size();
        outcomesBefore.forEach((id, outcomes) -> changed += compare(outcomes, outcomesAfter.get(id)) ? 1 : 0);
    }

    /** By id: how a message is taken apart does not hang on the rules, so both have the same. */
    private static Map<String, List<Outcome>> route(Routing routing, RawRecord message, Map<String, Traffic> traffic) {
        var byId = new LinkedHashMap<String, List<Outcome>>();
        routing.route(message, outcome -> {
            byId.computeIfAbsent(outcome.id(), _ -> new ArrayList<>(1)).add(outcome);
            traffic.computeIfAbsent(source(outcome).name(), _ -> new Traffic()).add(outcome);
        });
        return byId;
    }

    private boolean compare(List<Outcome> old, List<Outcome> now) {
        boolean differs = compareOwn(own(old), own(now));
        var copiesBefore = copies(old);
        var copiesAfter = copies(now);
        for (var gone : without(copiesBefore, copiesAfter)) {
            differs |= count(Change.NO_LONGER_COPIED, gone, "");
        }
        for (var added : without(copiesAfter, copiesBefore)) {
            differs |= count(Change.NEW_COPY, "", added);
        }
        return differs;
    }

    private boolean compareOwn(Outcome old, Outcome now) {
        var from = source(old);
        var to = source(now);
        boolean isSame = from.name().equals(to.name());
        if (isRouted(old) && isRouted(now)) {
            return isSame
                    ? !from.lane().equals(to.lane()) && count(Change.OTHER_LANE, lane(from), lane(to))
                    : count(Change.REROUTED, from.name(), to.name());
        }
        if (isRouted(old)) {
            return count(Change.NEWLY_DROPPED, from.name(), to.name());
        }
        return isRouted(now)
                ? count(Change.NO_LONGER_DROPPED, from.name(), to.name())
                : !isSame && count(Change.DROPPED_ELSEWHERE, from.name(), to.name());
    }

    /** Always true. */
    private boolean count(Change change, String from, String to) {
        moves.merge(new Move(change, from, to), 1L, Long::sum);
        return true;
    }

    private static String lane(Source source) {
        return source.name() + source.lane().map(lane -> " in lane " + lane).orElse(" in no lane");
    }

    private static boolean isRouted(Outcome outcome) {
        return outcome instanceof Routed;
    }

    private static Set<String> copies(List<Outcome> outcomes) {
        return outcomes.size() == 1
                ? Set.of()
                : outcomes.stream()
                        .filter(one -> isRouted(one) && source(one).copy())
                        .map(one -> source(one).name())
                        .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.toSet());
    }

    /** Of the one source that took the record, rather than a copy. */
    private static Outcome own(List<Outcome> outcomes) {
        return outcomes.stream().filter(one -> !source(one).copy()).findFirst().orElseThrow();
    }

    private static Source source(Outcome outcome) {
        return switch (outcome) {
            case Routed routed -> routed.source();
            case Dropped dropped -> dropped.rule();
        };
    }

    long messages() {
        return messages;
    }

    /** At least as many as messages: some hold several. */
    long records() {
        return records;
    }

    /** Of how many records anything changes. */
    long changed() {
        return changed;
    }

    /** What each source gets by the rules in force. */
    Map<String, Traffic> before() {
        return before;
    }

    /** What each source would get by the candidate. */
    Map<String, Traffic> after() {
        return after;
    }

    Map<Move, Long> moves() {
        return moves;
    }
}
