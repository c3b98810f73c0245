package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Outcome OVERLOAD = new Outcome.PutOff("es_rejected_execution_exception", true);
    private static final Outcome UNAVAILABLE = new Outcome.PutOff("unavailable_shards_exception", false);
    private static final Outcome CLOSED = new Outcome.PutOff("index_closed_exception", false);
    private static final Outcome.Refused REFUSED = new Outcome.Refused("document_parsing_exception", "at field a");
    private static final Outcome MISFIT = new Outcome.Misfit(REFUSED, Optional.of("a"));
    private static final Outcome FAILED = new Outcome.Failed(new Outcome.Refused("exception", "exception"));

    private final Ledger ledger = new Ledger();
    private final List<List<Doc>> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Delivery<Doc> delivery = new Delivery<>(this::answer, DeliveryTest::repaired, ledger, ledger);

    @Test
    void settlesAllDocumentsOfABulkThatWentWell() throws InterruptedException {
        var attempt = delivery.attempt(documents(3));

        assertThat(requests).containsExactly(documents(3));
        assertThat(attempt.settled()).isEqualTo(documents(3)).isEqualTo(ledger.created);
        assertThat(attempt.open()).isEmpty();
        assertThat(attempt.load()).isEqualTo(Load.TAKEN);
        assertThat(ledger.letters).isEmpty();
    }

    @Test
    void takesADocumentThatIsThereAlreadyAsDone() throws InterruptedException {
        answers.add(items(Outcome.CREATED, Outcome.EXISTED));

        assertThat(delivery.attempt(documents(2)).settled()).isEqualTo(documents(2));

        assertThat(ledger.created).containsExactly(Doc.of(0));
        assertThat(ledger.existed).containsExactly(Doc.of(1));
    }

    @Test
    void leavesOpenOnlyWhatWasPutOff() throws InterruptedException {
        answers.add(items(UNAVAILABLE, Outcome.CREATED, UNAVAILABLE));

        var attempt = delivery.attempt(documents(3));

        assertThat(attempt.open()).containsExactly(Doc.of(0), Doc.of(2));
        assertThat(attempt.settled()).containsExactly(Doc.of(1));
        assertThat(attempt.load()).isEqualTo(Load.TAKEN);
        assertThat(ledger.retried).isEqualTo(2);
        assertThat(ledger.problems).isEmpty();
    }

    @Test
    void tellsThatTheClusterPushesBack() throws InterruptedException {
        answers.add(items(OVERLOAD, Outcome.CREATED, UNAVAILABLE));

        assertThat(delivery.attempt(documents(3)).load()).isEqualTo(Load.PUSHED_BACK);
        assertThat(ledger.timesPushedBack).isEqualTo(1);
        assertThat(ledger.reasons)
                .extracting(DeliveryListener.Reason::error)
                .containsExactly("es_rejected_execution_exception", "unavailable_shards_exception");
    }

    @Test
    void storesADeadLetterForWhatIsRefused() throws InterruptedException {
        answers.add(items(Outcome.CREATED, REFUSED));

        var attempt = delivery.attempt(documents(2));

        assertThat(attempt.settled()).isEqualTo(documents(2));
        assertThat(ledger.letters).containsExactly(new DeadLetters.Letter<>(Doc.of(1), REFUSED));
        assertThat(ledger.dead).containsExactly(Doc.of(1));
    }

    @Test
    void sendsAMisfitOnceMoreWhenItIsRepaired() throws InterruptedException {
        answers.add(items(Outcome.CREATED, MISFIT));

        var attempt = delivery.attempt(documents(2));

        assertThat(requests).containsExactly(documents(2), List.of(Doc.of(101)));
        assertThat(attempt.settled()).containsExactly(Doc.of(0), Doc.of(101));
        assertThat(ledger.letters).isEmpty();
    }

    @Test
    void buriesAMisfitThatIsOneStillWhenItIsRepaired() throws InterruptedException {
        answers.add(items(MISFIT));
        answers.add(items(MISFIT));

        var attempt = delivery.attempt(documents(1));

        assertThat(requests).hasSize(2);
        assertThat(attempt.open()).isEmpty();
        assertThat(ledger.letters).containsExactly(new DeadLetters.Letter<>(Doc.of(100), REFUSED));
    }

    @Test
    void neverGivesUpADocumentAtWhichTheClusterFailsWhileItTakesNoOther() throws InterruptedException {
        for (int i = 0; i < 3 * Suspects.FAILURES; i++) {
            answers.add(items(FAILED, FAILED));
            assertThat(delivery.attempt(documents(2)).open()).isEqualTo(documents(2));
        }

        assertThat(ledger.letters).isEmpty();
        assertThat(ledger.reasons).hasSize(3 * Suspects.FAILURES);
    }

    @Test
    void doesNotTakeTheFailureOfARequestForThatOfItsDocuments() throws InterruptedException {
        answers.add(new Answer.Unavailable("connection refused", true));

        var attempt = delivery.attempt(documents(2));

        assertThat(attempt.open()).isEqualTo(documents(2));
        assertThat(attempt.load()).isEqualTo(Load.UNAVAILABLE);
        assertThat(ledger.problems).containsExactly("connection refused");
        assertThat(ledger.retried).isEqualTo(2);
        assertThat(ledger.timesPushedBack).isEqualTo(1);
        assertThat(ledger.letters).isEmpty();
    }

    @Test
    void reportsThatNothingWorksWhereAllDocumentsArePutOff() throws InterruptedException {
        answers.add(items(OVERLOAD, OVERLOAD));

        delivery.attempt(documents(2));

        assertThat(ledger.problems).singleElement().asString().contains("es_rejected_execution_exception");
        assertThat(ledger.timesAvailable).isZero();
    }

    @Test
    void doesNotCallTheClusterAwayForOneIndexThatIsClosed() throws InterruptedException {
        answers.add(items(CLOSED, CLOSED));
        delivery.attempt(documents(2));

        assertThat(ledger.problems).isEmpty();
        assertThat(ledger.timesAvailable).isEqualTo(1);
        assertThat(ledger.reasons)
                .containsExactly(new DeliveryListener.Reason("logs-web-2026.11.22", "index_closed_exception"));

        answers.add(items(CLOSED, CLOSED));
        delivery.attempt(List.of(Doc.of(0), Doc.of(1, "other", 2)));
        assertThat(ledger.problems).singleElement().asString().contains("index_closed_exception");
    }

    @Test
    void halvesABulkThatIsTooLarge() throws InterruptedException {
        answers.add(new Answer.TooLarge());
        answers.add(items(Outcome.CREATED, UNAVAILABLE));

        var attempt = delivery.attempt(documents(5));

        assertThat(requests)
                .containsExactly(
                        documents(5), documents(5).subList(0, 2), documents(5).subList(2, 5));
        assertThat(attempt.open()).containsExactly(Doc.of(1));
        assertThat(attempt.settled()).hasSize(4);
    }

    @Test
    void givesUpADocumentThatIsTooLargeByItself() throws InterruptedException {
        answers.add(new Answer.TooLarge());

        assertThat(delivery.attempt(documents(1)).settled()).isEqualTo(documents(1));

        assertThat(ledger.letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.refused().error()).isEqualTo("request_too_large"));
        assertThat(ledger.created).isEmpty();
    }

    /** The repaired form of a document has its number and 100. */
    private static Optional<Doc> repaired(Doc document, Outcome.Misfit misfit) {
        return document.number() < 100 ? Optional.of(Doc.of(document.number() + 100)) : Optional.empty();
    }

    /** The next of the answers, or that all went well where there is none left. */
    private Answer answer(List<? extends Document> bulk) {
        requests.add(bulk.stream().map(Doc.class::cast).toList());
        return answers.isEmpty() ? new Answer.Items(Collections.nCopies(bulk.size(), Outcome.CREATED)) : answers.poll();
    }

    private static Answer items(Outcome... outcomes) {
        return new Answer.Items(List.of(outcomes));
    }

    private static List<Doc> documents(int count) {
        return IntStream.range(0, count).mapToObj(Doc::of).toList();
    }
}
