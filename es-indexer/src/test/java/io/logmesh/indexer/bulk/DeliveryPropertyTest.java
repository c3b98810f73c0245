package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeliveryPropertyTest {

    /** An endpoint that does anything for a while, and then recovers, as every outage ends. */
    private static final class Unreliable implements BulkEndpoint {
        private final Random random;
        private int bad;

        Unreliable(long seed, int bad) {
            this.random = new Random(seed);
            this.bad = bad;
        }

        @Override
        public Answer create(List<? extends Document> documents) {
            if (bad == 0) {
                return new Answer.Items(Collections.nCopies(documents.size(), Outcome.CREATED));
            }
            bad--;
            return switch (random.nextInt(4)) {
                case 0 -> new Answer.Unavailable("no answer", random.nextBoolean());
                case 1 -> new Answer.TooLarge();
                default ->
                    new Answer.Items(documents.stream().map(_ -> anyOutcome()).toList());
            };
        }

        private Outcome anyOutcome() {
            var refused = new Outcome.Refused("document_parsing_exception", "at field a");
            return switch (random.nextInt(6)) {
                case 0 -> Outcome.CREATED;
                case 1 -> Outcome.EXISTED;
                case 2 -> new Outcome.PutOff("unavailable_shards_exception", false);
                case 3 -> new Outcome.Misfit(refused, Optional.of("a"));
                case 4 -> new Outcome.Failed(refused);
                default -> refused;
            };
        }
    }

    @Property(tries = 300)
    void everyDocumentIsSettledExactlyOnceWhateverAnswersCome(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int badAnswers,
            @ForAll @IntRange(min = 1, max = 200) int size)
            throws InterruptedException {
        var ledger = new Ledger();
        var documents = IntStream.range(0, size)
                .mapToObj(i -> Doc.of(i, "lane" + i % 3, 2))
                .toList();
        var delivery =
                new Delivery<Doc>(new Unreliable(seed, badAnswers), (doc, _) -> Optional.of(doc), ledger, ledger);
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        var backlog = new Backlog<Doc>(new BulkLimit(1000, 20), 1_000_000, backoff, Duration.ZERO, () -> {});
        for (var document : documents) {
            backlog.add(document.lane(), List.of(document));
        }

        for (int settled = 0; settled < size; ) {
            var bulk = backlog.take();
            var attempt = delivery.attempt(bulk);
            if (attempt.load() == Attempt.Load.UNAVAILABLE) {
                backlog.putBack(bulk, attempt.open());
            } else {
                backlog.answered(bulk, attempt.open());
            }
            settled += attempt.settled().size();
        }

        assertThat(backlog.weight()).isZero();
        assertThat(backlog.documents()).isZero();
        assertThat(ledger.settled()).containsExactlyInAnyOrderElementsOf(documents);
        assertThat(ledger.letters.stream().map(DeadLetters.Letter::document))
                .containsExactlyInAnyOrderElementsOf(ledger.dead);
    }
}
