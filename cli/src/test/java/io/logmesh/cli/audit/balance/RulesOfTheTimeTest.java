package io.logmesh.cli.audit.balance;

import static io.logmesh.cli.audit.balance.Fact.Kind.ARCHIVED;
import static io.logmesh.cli.audit.balance.Fact.Kind.DROPPED;
import static io.logmesh.cli.audit.balance.Fact.Kind.EXPECTED;
import static io.logmesh.cli.audit.balance.Fact.Kind.INDEXED;
import static io.logmesh.cli.audit.balance.Fact.Kind.PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.Discrepancy.Problem;
import io.logmesh.contract.RecordId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Today's rules send the record to the source new, and those before them sent it to old. */
class RulesOfTheTimeTest {

    private static final String ID = RecordId.of(1_763_000_000_000L, "logs.raw", 0, 10);
    private static final String TODAY = "today";
    private static final String BEFORE = "before";

    private final List<Fact> facts = new ArrayList<>();
    private Balance balance;

    @BeforeEach
    void readTheRawTopic() {
        var raw = new RawSpan();
        raw.add("logs.raw", 0, 0, 20);
        balance = new Balance(raw);
        facts.add(Fact.of(EXPECTED, ID, "new").by(TODAY));
        facts.add(Fact.of(EXPECTED, ID, "old").by(BEFORE));
    }

    @Test
    void recordMayBeWhereEitherPutsIt() {
        arrived("old");
        assertThat(compare()).isTrue();
        assertThat(of("old").in()).isEqualTo(1);
        assertThat(balance.sources()).containsOnlyKeys("old");
    }

    @Test
    void recordMayBeWhereTodaysRulesPutIt() {
        arrived("new");
        assertThat(compare()).isTrue();
        assertThat(balance.sources()).containsOnlyKeys("new");
    }

    @Test
    void recordMustNotBeInBoth() {
        arrived("old");
        arrived("new");

        assertThat(compare()).isFalse();
        assertThat(balance.discrepancies()).containsExactly(new Discrepancy(ID, "old", Problem.UNEXPLAINED));
    }

    @Test
    void halfOfItInEachIsMissing() {
        fact(ARCHIVED, "old");
        fact(INDEXED, "new");

        assertThat(compare()).isFalse();
    }

    @Test
    void recordThatIsNowhereIsMissingByTodaysRules() {
        assertThat(compare()).isFalse();
        assertThat(of("new").missingInArchive()).isEqualTo(1);
        assertThat(of("new").missingInIndex()).isEqualTo(1);
        assertThat(balance.sources()).containsOnlyKeys("new");
    }

    @Test
    void recordThatIsNowhereBalancesIfRulesOfItsTimeDropIt() {
        facts.add(Fact.of(DROPPED, ID, "noise").by("between"));

        assertThat(compare()).isTrue();
        assertThat(of("noise").dropped()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsToldOfTheSourceThatHasTheRest() {
        fact(ARCHIVED, "old");

        assertThat(compare()).isFalse();
        assertThat(balance.discrepancies()).containsExactly(new Discrepancy(ID, "old", Problem.MISSING_IN_INDEX));
    }

    @Test
    void recordInASourceThatNoRulesNameIsUnexplained() {
        arrived("other");

        assertThat(compare()).isFalse();
        assertThat(balance.discrepancies()).contains(new Discrepancy(ID, "other", Problem.UNEXPLAINED));
    }

    @Test
    void copiesAreThoseOfTheRulesThatRoutedTheRecord() {
        facts.add(Fact.of(EXPECTED, ID, "copies").by(BEFORE));
        arrived("old");

        assertThat(compare()).isFalse();
        assertThat(of("copies").missingInArchive()).isEqualTo(1);

        arrived("copies");
        balance = new Balance(new RawSpan());
        assertThat(compare()).isTrue();
    }

    @Test
    void deadAndParkedRecordsArePlacesToo() {
        fact(PARKED, "old");
        assertThat(compare()).isTrue();
        assertThat(of("old").parked()).isEqualTo(1);
    }

    @Test
    void deadLetterOfASourceTellsWhichRulesRoutedTheRecord() {
        facts.add(Fact.dead(ID, "old", "enricher"));

        assertThat(compare()).isTrue();
        assertThat(of("old").dead()).containsEntry("enricher", 1L);
    }

    @Test
    void deathBeforeAnyRuleExplainsTheRecordByAllRules() {
        facts.add(Fact.dead(RecordId.of(0, "logs.raw", 0, 10), "", "router"));

        assertThat(compare()).isTrue();
        assertThat(balance.sources()).containsOnlyKeys("new");
        assertThat(of("new").dead()).containsEntry("router", 1L);
    }

    private void arrived(String source) {
        fact(ARCHIVED, source);
        fact(INDEXED, source);
    }

    private void fact(Fact.Kind kind, String source) {
        facts.add(Fact.of(kind, ID, source));
    }

    private boolean compare() {
        balance.addBucket(facts);
        return balance.isBalanced();
    }

    private SourceBalance of(String source) {
        return balance.sources().get(source);
    }
}
