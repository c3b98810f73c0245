package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(20));
    private static final long PLENTY = 1_000_000;
    private static final int WEIGHT = 1025;

    private int changes;

    @Test
    void givesWhatThereIsInOrder() throws InterruptedException {
        var backlog = backlog(100, 10, PLENTY);
        backlog.add("web", documents(3));

        assertThat(backlog.take()).isEqualTo(documents(3));
        assertThat(backlog.weight()).isZero();
    }

    @Test
    void endsABulkAtItsNumberOfDocuments() throws InterruptedException {
        var backlog = backlog(1000, 2, PLENTY);
        backlog.add("web", documents(3));

        assertThat(backlog.take()).containsExactly(Doc.of(0), Doc.of(1));
        assertThat(backlog.take()).containsExactly(Doc.of(2));
    }

    @Test
    void endsABulkBeforeItsBytesAreExceeded() throws InterruptedException {
        var backlog = backlog(10, 100, PLENTY);
        backlog.add("web", List.of(Doc.of(0, "{      }"), Doc.of(1), Doc.of(2)));

        assertThat(backlog.take()).containsExactly(Doc.of(0), Doc.of(1));
        assertThat(backlog.take()).containsExactly(Doc.of(2));
    }

    @Test
    void waitsForAFullBulkButNotForLong() throws InterruptedException {
        var patient = backlog(1000, 5, PLENTY, Duration.ofHours(1));
        patient.add("web", documents(3));
        var bulk = new CompletableFuture<List<Doc>>();
        var taking = Thread.ofVirtual().start(() -> {
            try {
                bulk.complete(patient.take());
            } catch (InterruptedException e) {
                bulk.completeExceptionally(e);
            }
        });
        await().until(() -> taking.getState() == Thread.State.TIMED_WAITING);
        patient.add("web", documents(2));
        assertThat(bulk.join()).hasSize(5);

        var brief = backlog(1000, 5, PLENTY, Duration.ofMillis(20));
        brief.add("web", documents(3));
        assertThat(brief.take()).hasSize(3);
    }

    @Test
    void makesSmallerBulksForASmallCluster() throws InterruptedException {
        var backlog = backlog(1000, 100, PLENTY);
        backlog.add("web", documents(8));

        backlog.limitBulks(10);
        assertThat(backlog.take()).hasSize(5);
        backlog.limitBulks(1000);
        assertThat(backlog.take()).hasSize(3);
    }

    @Test
    void givesADocumentBeyondTheLimitByItself() throws InterruptedException {
        var backlog = backlog(4, 100, PLENTY);
        backlog.add("web", List.of(Doc.of(0, "{      }"), Doc.of(1)));

        assertThat(backlog.take()).containsExactly(Doc.of(0));
        assertThat(backlog.take()).containsExactly(Doc.of(1));
    }

    @Test
    void takesTheSameFromEachLaneHoweverMuchOneHolds() throws InterruptedException {
        var backlog = backlog(1_000_000, 10, PLENTY);
        backlog.add("noisy", documents("noisy", 0, 100));
        backlog.add("quiet", documents("quiet", 100, 20));

        assertThat(backlog.take().stream().filter(doc -> doc.lane().equals("quiet")))
                .hasSize(5);
    }

    @Test
    void fillsABulkFromOneLaneWhereTheOthersHaveLittle() throws InterruptedException {
        var backlog = backlog(1_000_000, 10, PLENTY);
        backlog.add("noisy", documents("noisy", 0, 100));
        backlog.add("quiet", documents("quiet", 100, 1));

        var bulk = backlog.take();

        assertThat(bulk).hasSize(10).contains(Doc.of(100));
    }

    @Test
    void letsALaneGoOnWhileSomeOfItsDocumentsWaitForTheirNextAttempt() throws InterruptedException {
        var backlog = backlog(1000, 2, PLENTY);
        backlog.add("web", documents(4));
        var bulk = backlog.take();

        backlog.answered(bulk, List.of(Doc.of(0)));

        assertThat(backlog.take()).containsExactly(Doc.of(2), Doc.of(3));
        assertThat(backlog.take()).containsExactly(Doc.of(0));
    }

    @Test
    void givesWhatWasPutBackBeforeAllElse() throws InterruptedException {
        var backlog = backlog(1000, 2, PLENTY);
        backlog.add("web", documents(4));

        var bulk = backlog.take();
        backlog.putBack(bulk, bulk);

        assertThat(backlog.take()).containsExactly(Doc.of(0), Doc.of(1));
    }

    @Test
    void callsALaneFullAtItsShareAndNoLongerAtHalfOfIt() throws InterruptedException {
        var backlog = backlog(PLENTY, 2, 4 * WEIGHT);
        backlog.add("web", documents("web", 0, 3));
        assertThat(backlog.isFull("web")).isFalse();

        backlog.add("web", documents("web", 3, 1));
        assertThat(backlog.isFull("web")).isTrue();
        assertThat(backlog.isFull("other")).isFalse();
        assertThat(changes).isEqualTo(1);

        backlog.take();
        assertThat(backlog.isFull("web")).isFalse();
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void sharesTheBudgetAmongTheLanesThatHoldAnything() throws InterruptedException {
        var backlog = backlog(PLENTY, 2, 4 * WEIGHT);
        backlog.add("noisy", documents("noisy", 0, 3));
        backlog.add("quiet", documents("quiet", 3, 1));

        assertThat(backlog.isFull("noisy")).isTrue();
        assertThat(backlog.isFull("quiet")).isFalse();
    }

    @Test
    void callsAllLanesFullOnceTheBudgetIsExceededByHalf() throws InterruptedException {
        var backlog = backlog(PLENTY, 100, 4 * WEIGHT);
        backlog.add("noisy", documents("noisy", 0, 6));

        assertThat(backlog.isFull("quiet")).isTrue();
        backlog.take();
        assertThat(backlog.isFull("quiet")).isFalse();
    }

    @Test
    void makesWhoeverAddsWaitAtTwiceTheBudget() throws InterruptedException {
        var backlog = backlog(PLENTY, 2, WEIGHT);
        backlog.add("web", documents(2));
        var added = new CompletableFuture<Void>();
        var adding = Thread.ofVirtual().start(() -> {
            try {
                backlog.add("web", documents(1));
                added.complete(null);
            } catch (InterruptedException e) {
                added.completeExceptionally(e);
            }
        });
        await().until(() -> adding.getState() == Thread.State.WAITING);

        assertThat(added).isNotDone();
        assertThat(backlog.take()).hasSize(2);
        added.join();
        assertThat(backlog.take()).containsExactly(Doc.of(0));
    }

    @Test
    void givesAndTakesNothingOnceItIsClosed() throws InterruptedException {
        var backlog = backlog(1000, 2, PLENTY);
        backlog.add("web", documents(1));

        backlog.close();

        assertThat(backlog.take()).isEmpty();
        assertThatThrownBy(() -> backlog.add("web", documents(1))).isInstanceOf(InterruptedException.class);
    }

    private Backlog<Doc> backlog(long bulkBytes, int bulkDocuments, long budget) {
        return backlog(bulkBytes, bulkDocuments, budget, Duration.ZERO);
    }

    private Backlog<Doc> backlog(long bulkBytes, int bulkDocuments, long budget, Duration linger) {
        return new Backlog<>(new BulkLimit(bulkBytes, bulkDocuments), budget, BACKOFF, linger, () -> changes++);
    }

    private static List<Doc> documents(int count) {
        return IntStream.range(0, count).mapToObj(Doc::of).toList();
    }

    private static List<Doc> documents(String lane, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> Doc.of(i, lane, 1))
                .toList();
    }
}
