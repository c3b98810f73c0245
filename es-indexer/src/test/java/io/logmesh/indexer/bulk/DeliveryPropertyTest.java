package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
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
                case 0 -> new Answer.Unavailable("no answer");
                case 1 -> new Answer.TooLarge();
                default ->
                    new Answer.Items(documents.stream().map(_ -> anyOutcome()).toList());
            };
        }

        private Outcome anyOutcome() {
            return switch (random.nextInt(4)) {
                case 0 -> Outcome.CREATED;
                case 1 -> Outcome.EXISTED;
                case 2 -> new Outcome.PutOff("unavailable_shards_exception");
                default -> new Outcome.Refused("document_parsing_exception", "at field a");
            };
        }
    }

    @Property
    void everyDocumentIsSettledExactlyOnceWhateverAnswersCome(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int badAnswers,
            @ForAll @IntRange(min = 1, max = 200) int size)
            throws InterruptedException {
        var ledger = new Ledger();
        var bulk = IntStream.range(0, size).mapToObj(Doc::of).toList();
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));

        new Delivery<>(new Unreliable(seed, badAnswers), ledger, ledger, backoff, _ -> {}).deliver(bulk);

        assertThat(ledger.settled()).containsExactlyInAnyOrderElementsOf(bulk);
        assertThat(ledger.letters.stream().map(DeadLetters.Letter::document))
                .containsExactlyInAnyOrderElementsOf(ledger.dead);
    }
}
