package io.logmesh.cli.audit.balance;

import static io.logmesh.cli.audit.balance.Fact.Kind.ARCHIVED;
import static io.logmesh.cli.audit.balance.Fact.Kind.ARCHIVED_ONLY;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {

    private static final long FIRST = 10;
    private static final long END = 20;

    private final List<Fact> facts = new ArrayList<>();
    private Balance balance;

    @BeforeEach
    void readOffsetsTenToNineteenOfTheRawTopic() {
        var raw = new RawSpan();
        raw.add("logs.raw", 0, FIRST, END);
        balance = new Balance(raw);
    }

    @Test
    void recordThatStandsOnceInBothPlacesIsBalanced() {
        arrived(id(10), "app");
        arrived(id(11), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().in()).isEqualTo(2);
        assertThat(app().archived()).isEqualTo(2);
        assertThat(app().indexed()).isEqualTo(2);
        assertThat(balance.discrepancies()).isEmpty();
    }

    @Test
    void recordMarkedAsArchivedOnlyIsNotMissedInTheIndex() {
        fact(EXPECTED, id(10), "app");
        fact(ARCHIVED_ONLY, id(10), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().archived()).isEqualTo(1);
        assertThat(app().archivedOnly()).isEqualTo(1);
        assertThat(app().indexed()).isZero();
    }

    @Test
    void recordMarkedAsArchivedOnlyMustNotBeIndexedNorTwiceInTheArchive() {
        fact(EXPECTED, id(10), "app");
        fact(ARCHIVED_ONLY, id(10), "app");
        fact(ARCHIVED_ONLY, id(10), "app");
        fact(INDEXED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertListed(id(10), "app", Problem.INDEXED_ANYWAY);
        assertListed(id(10), "app", Problem.TWICE_IN_ARCHIVE);
    }

    @Test
    void parkedRecordIsNotMissed() {
        fact(EXPECTED, id(10), "app");
        fact(PARKED, id(10), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().parked()).isEqualTo(1);
    }

    @Test
    void parkedRecordThatWasSentOnIsWhereAllAre() {
        fact(PARKED, id(10), "app");
        arrived(id(10), "app");
        fact(EXPECTED, id(11), "app");
        fact(PARKED, id(11), "app");
        fact(ARCHIVED, id(11), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().parked()).isZero();
        assertListed(id(11), "app", Problem.MISSING_IN_INDEX);
    }

    @Test
    void parkedRecordThatNoRawRecordExplainsIsASurplus() {
        fact(PARKED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertListed(id(10), "app", Problem.UNEXPLAINED);
    }

    @Test
    void markerIsNoSurplusButMustNotStandTwice() {
        fact(ARCHIVED, RecordId.marker(id(10)), "app");
        fact(INDEXED, RecordId.marker(id(10)), "app");
        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().markers()).isEqualTo(1);
        assertThat(app().in()).isZero();

        facts.clear();
        fact(ARCHIVED, RecordId.marker(id(11)), "app");
        fact(ARCHIVED, RecordId.marker(id(11)), "app");
        assertThat(compare().isBalanced()).isFalse();
    }

    @Test
    void recordThatTheArchiveLacksIsMissing() {
        fact(EXPECTED, id(10), "app");
        fact(INDEXED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().missingInArchive()).isEqualTo(1);
        assertThat(app().missingInIndex()).isZero();
        assertListed(id(10), "app", Problem.MISSING_IN_ARCHIVE);
    }

    @Test
    void recordThatTheIndexLacksIsMissing() {
        fact(EXPECTED, id(10), "app");
        fact(ARCHIVED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().missingInIndex()).isEqualTo(1);
        assertThat(app().missingInArchive()).isZero();
        assertListed(id(10), "app", Problem.MISSING_IN_INDEX);
    }

    @Test
    void recordThatStandsTwiceInTheArchiveIsTold() {
        arrived(id(10), "app");
        fact(ARCHIVED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().twiceInArchive()).isEqualTo(1);
        assertThat(app().twiceInIndex()).isZero();
        assertThat(app().archived()).isEqualTo(1);
        assertListed(id(10), "app", Problem.TWICE_IN_ARCHIVE);
    }

    @Test
    void recordThatStandsInTwoDailyIndicesIsTold() {
        arrived(id(10), "app");
        fact(INDEXED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().twiceInIndex()).isEqualTo(1);
        assertListed(id(10), "app", Problem.TWICE_IN_INDEX);
    }

    @Test
    void copyInAnotherSourceIsNoDuplicate() {
        arrived(id(10), "app");
        arrived(id(10), "audit");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(balance.sources().get("audit").in()).isEqualTo(1);
    }

    @Test
    void copyThatIsMissingInItsOwnSourceIsMissing() {
        arrived(id(10), "app");
        fact(EXPECTED, id(10), "audit");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().isBalanced()).isTrue();
        assertThat(balance.sources().get("audit").missingInArchive()).isEqualTo(1);
    }

    @Test
    void recordThatWasJoinedToAnotherIsThereWithIt() {
        for (int offset = 10; offset < 13; offset++) {
            fact(EXPECTED, id(offset), "app");
        }
        for (var kind : List.of(ARCHIVED, INDEXED)) {
            var first = Fact.of(kind, id(10), "app");
            facts.add(first);
            facts.addAll(first.ofCovered("2x1"));
        }

        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().archived()).isEqualTo(3);
    }

    @Test
    void recordThatStandsAloneAndInAnEventIsThereTwice() {
        arrived(id(10), "app");
        arrived(id(11), "app");
        facts.addAll(Fact.of(ARCHIVED, id(10), "app").ofCovered("1"));

        assertThat(compare().isBalanced()).isFalse();
        assertListed(id(11), "app", Problem.TWICE_IN_ARCHIVE);
    }

    @Test
    void droppedRecordIsMissedNowhere() {
        fact(DROPPED, id(10), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(app().in()).isEqualTo(1);
        assertThat(app().dropped()).isEqualTo(1);
    }

    @Test
    void droppedRecordThatIsFoundIsUnexplained() {
        fact(DROPPED, id(10), "app");
        fact(ARCHIVED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertListed(id(10), "app", Problem.UNEXPLAINED);
    }

    @ParameterizedTest
    @CsvSource({"enricher, 0, 0", "router, 0, 0", "s3-archiver, 0, 1", "es-indexer, 1, 0", "somebody-else, 1, 1"})
    void deadLetterAccountsForWhatItsStageWouldHaveFed(String stage, int missingInArchive, int missingInIndex) {
        fact(EXPECTED, id(10), "app");
        facts.add(Fact.dead(id(10), "app", stage));

        compare();
        assertThat(app().dead()).containsEntry(stage, 1L);
        assertThat(app().missingInArchive()).isEqualTo(missingInArchive);
        assertThat(app().missingInIndex()).isEqualTo(missingInIndex);
    }

    @Test
    void deadLetterOfOneCopyDoesNotAccountForTheOther() {
        fact(EXPECTED, id(10), "app");
        fact(EXPECTED, id(10), "audit");
        facts.add(Fact.dead(id(10), "app", "enricher"));

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().isBalanced()).isTrue();
        assertThat(balance.sources().get("audit").missingInIndex()).isEqualTo(1);
    }

    @Test
    void deathBeforeThereWasASourceAccountsForEveryCopy() {
        fact(EXPECTED, id(10), "app");
        fact(EXPECTED, id(10), "audit");
        facts.add(Fact.dead(RecordId.of(0, "logs.raw", 0, 10), "", "router"));

        assertThat(compare().isBalanced()).isTrue();
        assertThat(balance.sources()).containsOnlyKeys("app", "audit");
    }

    @Test
    void deathOfAMessageAccountsForAllItsParts() {
        fact(EXPECTED, RecordId.part(id(10), 0), "app");
        fact(EXPECTED, RecordId.part(id(10), 1), "app");
        fact(EXPECTED, id(11), "app");
        facts.add(Fact.dead(RecordId.of(0, "logs.raw", 0, 10), "", "router"));

        compare();
        assertThat(app().dead()).containsEntry("router", 2L);
        assertThat(balance.discrepancies()).extracting(Discrepancy::id).containsOnly(id(11));
    }

    @Test
    void replayedDeadLetterIsNoDuplicate() {
        arrived(id(10), "app");
        facts.add(Fact.dead(id(10), "app", "es-indexer"));

        assertThat(compare().isBalanced()).isTrue();
    }

    @Test
    void recordThatNoRawRecordExplainsIsTold() {
        fact(ARCHIVED, id(10), "app");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().unexplained()).isEqualTo(1);
        assertThat(balance.expectedElsewhere()).isZero();
        assertListed(id(10), "app", Problem.UNEXPLAINED);
    }

    @Test
    void recordInTheWrongSourceIsMissingThereAndUnexplainedHere() {
        fact(EXPECTED, id(10), "app");
        fact(ARCHIVED, id(10), "other");
        fact(INDEXED, id(10), "other");

        assertThat(compare().isBalanced()).isFalse();
        assertThat(app().missingInArchive()).isEqualTo(1);
        assertThat(balance.sources().get("other").unexplained()).isEqualTo(1);
        assertThat(balance.expectedElsewhere()).isEqualTo(1);
    }

    @Test
    void idThatTheMeshNeverMakesIsUnexplained() {
        fact(INDEXED, "made-by-hand", "app");

        assertThat(compare().isBalanced()).isFalse();
    }

    @Test
    void recordWhoseRawRecordIsDeletedCanNotBeChecked() {
        fact(ARCHIVED, id(FIRST - 1), "app");
        fact(INDEXED, RecordId.of(1, "another.topic", 0, 15), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(balance.notCheckable()).isEqualTo(2);
        assertThat(balance.sources()).isEmpty();
    }

    @Test
    void recordThatCameInAfterTheAuditBeganIsLeftOut() {
        fact(ARCHIVED, id(END), "app");

        assertThat(compare().isBalanced()).isTrue();
        assertThat(balance.later()).isEqualTo(1);
    }

    @Test
    void partsOfASplitMessageAreRecordsOfTheirOwn() {
        arrived(RecordId.part(id(10), 0), "app");
        fact(EXPECTED, RecordId.part(id(10), 1), "app");

        compare();
        assertThat(app().in()).isEqualTo(2);
        assertListed(RecordId.part(id(10), 1), "app", Problem.MISSING_IN_ARCHIVE);
    }

    @Test
    void discrepanciesAreCountedBeyondTheList() {
        for (int i = 0; i <= Balance.MOST_LISTED; i++) {
            fact(ARCHIVED, "foreign-" + i, "app");
        }
        fact(EXPECTED, id(10), "app");
        fact(INDEXED, id(10), "app");

        compare();
        assertThat(balance.discrepancies()).hasSize(Balance.MOST_LISTED + 1);
        assertListed(id(10), "app", Problem.MISSING_IN_ARCHIVE);
        assertThat(app().unexplained()).isEqualTo(Balance.MOST_LISTED + 1);
    }

    private static String id(long offset) {
        return RecordId.of(1_763_000_000_000L, "logs.raw", 0, offset);
    }

    private void arrived(String id, String source) {
        fact(EXPECTED, id, source);
        fact(ARCHIVED, id, source);
        fact(INDEXED, id, source);
    }

    private void fact(Fact.Kind kind, String id, String source) {
        facts.add(Fact.of(kind, id, source));
    }

    private Balance compare() {
        balance.addBucket(facts);
        return balance;
    }

    private SourceBalance app() {
        return balance.sources().get("app");
    }

    private void assertListed(String id, String source, Problem problem) {
        assertThat(balance.discrepancies()).contains(new Discrepancy(id, source, problem));
    }
}
