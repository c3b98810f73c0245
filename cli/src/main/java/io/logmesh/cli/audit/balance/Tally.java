package io.logmesh.cli.audit.balance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All facts about one record of one source. */
final class Tally {

    boolean expected;
    boolean dropped;
    int archived;
    int archivedOnly;
    int parked;
    int indexed;
    final Set<String> deadAt = new HashSet<>(2);

    /** Whether it is expected, or else dropped, by those rule sets that do not agree with the others about its id. */
    private Map<String, Boolean> bySet = Map.of();

    private boolean found;

    void add(Fact fact) {
        switch (fact.kind()) {
            case EXPECTED -> note(fact, true);
            case DROPPED -> note(fact, false);
            case ARCHIVED -> archived++;
            case ARCHIVED_ONLY -> {
                archived++;
                archivedOnly++;
            }
            case PARKED -> parked++;
            case INDEXED -> indexed++;
            case DEAD -> deadAt.add(fact.stage());
        }
        found |= fact.kind() != Fact.Kind.EXPECTED && fact.kind() != Fact.Kind.DROPPED;
    }

    private void note(Fact fact, boolean isExpected) {
        if (fact.rules().isEmpty()) {
            expected |= isExpected;
            dropped |= !isExpected;
            return;
        }
        if (bySet.isEmpty()) {
            bySet = new HashMap<>(2);
        }
        bySet.put(fact.rules(), isExpected);
    }

    /** Whether it is anywhere, if only as a dead letter of its own. */
    boolean isFound() {
        return found;
    }

    /** Whether any rules that may have routed it send it to the source. */
    boolean mayBeExpected() {
        return expected || bySet.containsValue(true);
    }

    boolean isExpectedBy(String rules) {
        return bySet.getOrDefault(rules, false);
    }

    /** From now on it is judged by these rules. */
    void judgeBy(String rules) {
        expected |= bySet.getOrDefault(rules, false);
        dropped |= !bySet.getOrDefault(rules, true);
    }

    /** Whether nothing is missing of a record that is expected. */
    boolean isComplete() {
        return archivedOnly > 0 ? indexed == 0 : isParked() || !(isMissingInArchive() || isMissingInIndex());
    }

    /** Waits for being sent on, and was not yet. */
    boolean isParked() {
        return archivedOnly == 0 && parked > 0 && archived + indexed == 0;
    }

    boolean isMissingInArchive() {
        return archived == 0 && !diedBefore("s3-archiver");
    }

    boolean isMissingInIndex() {
        return indexed == 0 && !diedBefore("es-indexer");
    }

    /** Whether the record was refused on its way to the sink, or by the sink itself. */
    private boolean diedBefore(String sink) {
        return deadAt.contains("router") || deadAt.contains("enricher") || deadAt.contains(sink);
    }
}
