package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.RulesHistory.RuleSet;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import org.junit.jupiter.api.Test;

class RulesHistoryTest {

    private static final long TOLERANCE = RulesHistory.TOLERANCE.toMillis();
    private static final String TODAY = "default: today\n";
    private static final String HASH_OF_TODAY = sources(TODAY).hash();

    private final RulesHistory history = new RulesHistory(sources(TODAY));

    @Test
    void withoutAnyRulesTheFileOfTodayCounts() {
        assertThat(history.of(0)).extracting(RuleSet::hash).containsExactly(HASH_OF_TODAY);
        assertThat(history.notes()).singleElement().asString().startsWith("No rules are written down in logmesh.rules");
    }

    @Test
    void countsTheRulesOfItsTimeAndAllLaterOnesTodaysFirst() {
        history.add("oldest", "default: oldest\n", 0);
        history.add("old", "default: old\n", 1_000);
        history.add(HASH_OF_TODAY, TODAY, 2_000);
        history.add("new", "default: new\n", 3_000);

        assertThat(history.of(TOLERANCE + 500)).extracting(RuleSet::hash).containsExactly(HASH_OF_TODAY, "new", "old");
        assertThat(history.notes()).isEmpty();
    }

    @Test
    void rulesThatCameIntoForceAgainCountUntilTheyWereInForceLast() {
        history.add("a", "default: a\n", 0);
        history.add(HASH_OF_TODAY, TODAY, 1_000);
        history.add("a", "default: a\n", 5_000);

        assertThat(history.of(TOLERANCE + 3_000)).extracting(RuleSet::hash).containsExactly("a");
    }

    @Test
    void whatIsYoungerThanAllRulesIsJudgedByTheLatest() {
        history.add(HASH_OF_TODAY, TODAY, 1_000);
        history.add("last", "default: last\n", 2_000);

        assertThat(history.of(TOLERANCE + 2_001)).extracting(RuleSet::hash).containsExactly("last");
    }

    @Test
    void saysThatTheFileOfTodayWasNeverInForce() {
        history.add("other", "default: other\n", 0);

        assertThat(history.of(0)).extracting(RuleSet::hash).containsExactly("other");
        assertThat(history.notes()).singleElement().asString().contains(HASH_OF_TODAY, "was never in force");
    }

    @Test
    void saysWhichRulesItCanNotRead() {
        history.add(HASH_OF_TODAY, TODAY, 0);
        history.add("future", "sources: {a: {match: 'true', holographic: yes}}", 0);

        assertThat(history.of(0)).extracting(RuleSet::hash).containsExactly(HASH_OF_TODAY);
        assertThat(history.notes()).singleElement().asString().contains("future", "holographic");
    }

    private static Sources sources(String yaml) {
        try {
            return Sources.parse("logmesh.yaml", yaml);
        } catch (InvalidSourcesException e) {
            throw new AssertionError(e);
        }
    }
}
