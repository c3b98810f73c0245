package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Outcome PUT_OFF = new Outcome.PutOff("es_rejected_execution_exception");
    private static final Outcome.Refused REFUSED = new Outcome.Refused("document_parsing_exception", "at field a");

    private final Ledger ledger = new Ledger();
    private final List<List<Doc>> requests = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    @Test
    void settlesAllDocumentsOfABulkThatWentWell() throws InterruptedException {
        deliver(documents(3));

        assertThat(requests).containsExactly(documents(3));
        assertThat(ledger.created).isEqualTo(documents(3));
        assertThat(ledger.letters).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void takesADocumentThatIsThereAlreadyAsDone() throws InterruptedException {
        answers.add(items(Outcome.CREATED, Outcome.EXISTED));

        deliver(documents(2));

        assertThat(ledger.created).containsExactly(Doc.of(0));
        assertThat(ledger.existed).containsExactly(Doc.of(1));
        assertThat(requests).hasSize(1);
    }

    @Test
    void sendsAgainOnlyWhatWasPutOff() throws InterruptedException {
        answers.add(items(PUT_OFF, Outcome.CREATED, PUT_OFF));

        deliver(documents(3));

        assertThat(requests).containsExactly(documents(3), List.of(Doc.of(0), Doc.of(2)));
        assertThat(ledger.retried).isEqualTo(2);
        assertThat(ledger.problems).isEmpty();
    }

    @Test
    void storesADeadLetterForWhatIsRefused() throws InterruptedException {
        answers.add(items(Outcome.CREATED, REFUSED));

        deliver(documents(2));

        assertThat(ledger.letters).containsExactly(new DeadLetters.Letter<>(Doc.of(1), REFUSED));
        assertThat(ledger.dead).containsExactly(Doc.of(1));
        assertThat(requests).hasSize(1);
    }

    @Test
    void doesNotTakeTheFailureOfARequestForThatOfItsDocuments() throws InterruptedException {
        answers.add(new Answer.Unavailable("connection refused"));
        answers.add(new Answer.Unavailable("answers 503"));

        deliver(documents(2));

        assertThat(requests).containsExactly(documents(2), documents(2), documents(2));
        assertThat(ledger.problems).containsExactly("connection refused", "answers 503");
        assertThat(ledger.letters).isEmpty();
        assertThat(ledger.created).isEqualTo(documents(2));
    }

    @Test
    void waitsLongerWithEachFailure() throws InterruptedException {
        Collections.addAll(answers, new Answer.Unavailable("1"), new Answer.Unavailable("2"), items(PUT_OFF));

        deliver(documents(1));

        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void reportsThatNothingWorksWhereAllDocumentsArePutOff() throws InterruptedException {
        answers.add(items(PUT_OFF, PUT_OFF));

        deliver(documents(2));

        assertThat(ledger.problems).singleElement().asString().contains("es_rejected_execution_exception");
        assertThat(ledger.timesAvailable).isEqualTo(1);
    }

    @Test
    void halvesABulkThatIsTooLarge() throws InterruptedException {
        answers.add(new Answer.TooLarge());

        deliver(documents(5));

        assertThat(requests)
                .containsExactly(
                        documents(5), documents(5).subList(0, 2), documents(5).subList(2, 5));
        assertThat(ledger.created).isEqualTo(documents(5));
        assertThat(pauses).isEmpty();
    }

    @Test
    void givesUpADocumentThatIsTooLargeByItself() throws InterruptedException {
        answers.add(new Answer.TooLarge());

        deliver(documents(1));

        assertThat(ledger.letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.refused().error()).isEqualTo("request_too_large"));
        assertThat(ledger.created).isEmpty();
    }

    @Test
    void leavesOpenWhatIsNotSettledWhenTheServiceStops() {
        answers.add(items(Outcome.CREATED, PUT_OFF));
        var delivery = new Delivery<>(this::answer, ledger, ledger, backoff(), _ -> {
            throw new InterruptedException("stops");
        });

        assertThatThrownBy(() -> delivery.deliver(documents(2))).isInstanceOf(InterruptedException.class);

        assertThat(ledger.settled()).containsExactly(Doc.of(0));
    }

    private void deliver(List<Doc> bulk) throws InterruptedException {
        new Delivery<>(this::answer, ledger, ledger, backoff(), pauses::add).deliver(bulk);
    }

    /** The next of the answers, or that all went well where there is none left. */
    private Answer answer(List<? extends Document> bulk) {
        requests.add(bulk.stream().map(Doc.class::cast).toList());
        return answers.isEmpty() ? new Answer.Items(Collections.nCopies(bulk.size(), Outcome.CREATED)) : answers.poll();
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    private static Answer items(Outcome... outcomes) {
        return new Answer.Items(List.of(outcomes));
    }

    private static List<Doc> documents(int count) {
        return IntStream.range(0, count).mapToObj(Doc::of).toList();
    }
}
