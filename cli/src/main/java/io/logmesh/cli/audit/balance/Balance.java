package io.logmesh.cli.audit.balance;

import io.logmesh.cli.audit.balance.Discrepancy.Problem;
import io.logmesh.contract.RecordId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what came in with where it ended. A record is an id in a source: a source that takes copies rightly holds ids
 * that another source holds too. The facts come in buckets, each with all there is about its ids.
 */
public final class Balance {

    /** Of each problem, discrepancies beyond so many are counted, but not listed. */
    public static final int MOST_LISTED = 200;

    record Key(String id, String source) {}

    private final RawSpan raw;
    private final Map<String, SourceBalance> sources = new TreeMap<>();
    private final Map<Problem, List<Discrepancy>> discrepancies = new EnumMap<>(Problem.class);
    private long elsewhere;
    private long gone;
    private long later;

    public Balance(RawSpan raw) {
        this.raw = raw;
    }

    /** Adds all facts about the ids of one bucket. */
    public void addBucket(List<Fact> facts) {
        var tallies = new HashMap<Key, Tally>();
        for (var fact : facts) {
            tallies.computeIfAbsent(new Key(fact.id(), fact.source()), _ -> new Tally())
                    .add(fact);
        }
        giveSourcelessDeathsToTheirSources(tallies);
        new RulesOfTheTime(facts).settle(tallies);
        var expectedIds = new HashSet<String>();
        tallies.forEach((key, tally) -> {
            if (tally.expected) {
                expectedIds.add(key.id());
            }
        });
        tallies.forEach((key, tally) -> judge(key, tally, expectedIds));
    }

    /** A message that died before it had a source is dead in every source that its records would have gone to. */
    private static void giveSourcelessDeathsToTheirSources(Map<Key, Tally> tallies) {
        var deaths = new HashMap<RawPlace, Key>();
        tallies.keySet().stream().filter(key -> key.source().isEmpty()).forEach(key -> RawPlace.of(key.id())
                .ifPresent(place -> deaths.put(place, key)));
        var explained = new HashSet<Key>();
        tallies.forEach((key, tally) -> {
            var death = deaths.isEmpty() || !tally.mayBeExpected()
                    ? null
                    : RawPlace.of(key.id()).map(deaths::get).orElse(null);
            if (death != null) {
                tally.deadAt.addAll(tallies.get(death).deadAt);
                explained.add(death);
            }
        });
        tallies.keySet().removeAll(explained);
    }

    private void judge(Key key, Tally tally, Set<String> expectedIds) {
        if (RecordId.isMarker(key.id())) {
            source(key).markers++;
            judgeTwice(key, tally);
        } else if (tally.expected) {
            judgeExpected(key, tally);
        } else if (tally.dropped) {
            judgeDropped(key, tally);
        } else {
            judgeUnexpected(key, tally, expectedIds);
        }
    }

    private void judgeExpected(Key key, Tally tally) {
        var source = source(key);
        source.in++;
        source.archived += tally.archived > 0 ? 1 : 0;
        source.indexed += tally.indexed > 0 ? 1 : 0;
        tally.deadAt.forEach(stage -> source.dead.merge(stage, 1L, Long::sum));
        if (tally.archivedOnly > 0) {
            judgeArchivedOnly(key, tally);
        } else if (tally.isParked()) {
            source.parked++;
        } else {
            judgeMissing(key, tally);
        }
        judgeTwice(key, tally);
    }

    private void judgeArchivedOnly(Key key, Tally tally) {
        var source = source(key);
        source.archivedOnly++;
        if (tally.indexed > 0) {
            source.indexedAnyway++;
            list(key, Problem.INDEXED_ANYWAY);
        }
    }

    private void judgeMissing(Key key, Tally tally) {
        var source = source(key);
        if (tally.isMissingInArchive()) {
            source.missingInArchive++;
            list(key, Problem.MISSING_IN_ARCHIVE);
        }
        if (tally.isMissingInIndex()) {
            source.missingInIndex++;
            list(key, Problem.MISSING_IN_INDEX);
        }
    }

    /** Holds of any record, whether or not its raw message can still be looked up. */
    private void judgeTwice(Key key, Tally tally) {
        if (tally.archived > 1) {
            source(key).twiceInArchive++;
            list(key, Problem.TWICE_IN_ARCHIVE);
        }
        if (tally.indexed > 1) {
            source(key).twiceInIndex++;
            list(key, Problem.TWICE_IN_INDEX);
        }
    }

    private void judgeDropped(Key key, Tally tally) {
        var source = source(key);
        source.in++;
        source.dropped++;
        if (tally.archived + tally.indexed + tally.parked > 0) {
            unexplained(key);
        }
    }

    private void judgeUnexpected(Key key, Tally tally, Set<String> expectedIds) {
        judgeTwice(key, tally);
        switch (raw.verdict(key.id())) {
            case GONE -> gone++;
            case LATER -> later++;
            case READ, FOREIGN -> {
                elsewhere += expectedIds.contains(key.id()) ? 1 : 0;
                tally.deadAt.forEach(stage -> source(key).dead.merge(stage, 1L, Long::sum));
                unexplained(key);
            }
        }
    }

    private void unexplained(Key key) {
        source(key).unexplained++;
        list(key, Problem.UNEXPLAINED);
    }

    private SourceBalance source(Key key) {
        return sources.computeIfAbsent(key.source(), _ -> new SourceBalance());
    }

    private void list(Key key, Problem problem) {
        var listed = discrepancies.computeIfAbsent(problem, _ -> new ArrayList<>());
        if (listed.size() < MOST_LISTED) {
            listed.add(new Discrepancy(key.id(), key.source(), problem));
        }
    }

    /** By source; records that had no source yet stand under the empty name. */
    public Map<String, SourceBalance> sources() {
        return sources;
    }

    /** Up to {@value #MOST_LISTED} of each problem. */
    public List<Discrepancy> discrepancies() {
        return discrepancies.values().stream().flatMap(List::stream).toList();
    }

    /** Unexplained records whose id was expected in another source: of what no rules of the time explain. */
    public long expectedElsewhere() {
        return elsewhere;
    }

    /** Records found whose raw record is gone, or came through a topic that was not audited: they can't be checked. */
    public long notCheckable() {
        return gone;
    }

    /** Records found that came in after the audit began. */
    public long later() {
        return later;
    }

    /** Whether every record that came in stands exactly where it must, and nothing else does. */
    public boolean isBalanced() {
        return sources.values().stream().allMatch(SourceBalance::isBalanced);
    }
}
