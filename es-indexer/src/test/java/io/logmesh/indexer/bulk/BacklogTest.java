package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void givesWhatThereIsInOrder() throws InterruptedException {
        var backlog = new Backlog<Doc>(new BulkLimit(100, 10));
        backlog.add(documents(3));

        assertThat(backlog.take()).isEqualTo(documents(3));
    }

    @Test
    void endsABulkAtItsNumberOfDocuments() throws InterruptedException {
        var backlog = new Backlog<Doc>(new BulkLimit(1000, 2));
        backlog.add(documents(3));

        assertThat(backlog.take()).containsExactly(Doc.of(0), Doc.of(1));
        assertThat(backlog.take()).containsExactly(Doc.of(2));
    }

    @Test
    void endsABulkBeforeItsBytesAreExceeded() throws InterruptedException {
        var backlog = new Backlog<Doc>(new BulkLimit(10, 100));
        backlog.add(List.of(Doc.of(0, "{      }"), Doc.of(1), Doc.of(2)));

        assertThat(backlog.take()).containsExactly(Doc.of(0), Doc.of(1));
        assertThat(backlog.take()).containsExactly(Doc.of(2));
    }

    @Test
    void givesADocumentBeyondTheLimitByItself() throws InterruptedException {
        var backlog = new Backlog<Doc>(new BulkLimit(4, 100));
        backlog.add(List.of(Doc.of(0, "{      }"), Doc.of(1)));

        assertThat(backlog.take()).containsExactly(Doc.of(0));
        assertThat(backlog.take()).containsExactly(Doc.of(1));
    }

    @Test
    void makesWhoeverAddsWaitWhileABulkIsFull() throws InterruptedException {
        var backlog = new Backlog<Doc>(new BulkLimit(1000, 2));
        backlog.add(documents(2));
        var added = new CompletableFuture<Void>();
        var adding = Thread.ofVirtual().start(() -> {
            try {
                backlog.add(documents(1));
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
        var backlog = new Backlog<Doc>(new BulkLimit(1000, 2));
        backlog.add(documents(1));

        backlog.close();

        assertThat(backlog.take()).isEmpty();
        assertThatThrownBy(() -> backlog.add(documents(1))).isInstanceOf(InterruptedException.class);
    }

    private static List<Doc> documents(int count) {
        return IntStream.range(0, count).mapToObj(Doc::of).toList();
    }
}
