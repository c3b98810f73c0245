package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private static final Partition PARTITION = new Partition("logs.enriched.web", 3);
    private static final Assignment ASSIGNMENT = new Assignment(PARTITION, 7);
    private static final long NINE = 1_795_338_000_000L;
    private static final String FOLDER = "logs/web/dt=2026-11-22/hour=09/logs.enriched.web-3-";

    private final FakeLoop loop = new FakeLoop();
    private final FakeStore store = new FakeStore();
    private final FakeGroup group = new FakeGroup();
    private final Recorded recorded = new Recorded();
    private final Archive archive = archive("logs", 1 << 20, 64 << 20);

    private Archive archive(String prefix, long size, long memory) {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(1));
        var settings = new ArchiveSettings(prefix, new Rotation(size, Duration.ofMinutes(5), memory), 6, backoff);
        var archive = new Archive(settings, loop, store, group, recorded);
        archive.start();
        return archive;
    }

    private void give(long offset, String source, long ingestTs) {
        archive.receiver(PARTITION, ASSIGNMENT.generation())
                .orElseThrow()
                .add(offset, source, ingestTs, ("{\"n\":" + offset + "}").getBytes(UTF_8));
    }

    private void give(long... offsets) {
        for (long offset : offsets) {
            give(offset, "web", NINE);
        }
    }

    @Test
    void rotatesAQuietTopicByTheWallClock() {
        archive.assigned(ASSIGNMENT, 10, "");
        loop.pass(Duration.ofMinutes(20));
        give(10, 12);
        loop.pass(Duration.ofSeconds(299));
        assertThat(store.objects).isEmpty();
        assertThat(recorded.oldest).isGreaterThan(Duration.ofMinutes(4));
        loop.pass(Duration.ofSeconds(2));
        assertThat(store.objects).containsOnlyKeys(FOLDER + "10-12.json.gz");
        assertThat(store.objects.get(FOLDER + "10-12.json.gz")).containsExactly("{\"n\":10}", "{\"n\":12}");
        assertThat(group.granted).containsExactly("10 logmesh-archive/1 12 json.gz logs", "13");
    }

    @Test
    void storesNothingBeforeTheIntentIsKnownToBeHeld() {
        group.answersAtOnce = false;
        archive.assigned(ASSIGNMENT, 0, "");
        give(0, 1);
        var drained = archive.drain().toCompletableFuture();
        loop.run();
        group.refuse();
        loop.pass(Duration.ofSeconds(5));
        assertThat(store.objects).isEmpty();
        assertThat(group.pending).singleElement().satisfies(commit -> assertThat(commit.metadata())
                .isEqualTo("logmesh-archive/1 1 json.gz logs"));
        group.answersAtOnce = true;
        group.grant();
        loop.run();
        assertThat(store.objects).hasSize(1);
        assertThat(drained).isCompleted();
    }

    @Test
    void keepsTheEndOfADeclaredRangeWhileMoreRecordsCome() {
        group.answersAtOnce = false;
        archive.assigned(ASSIGNMENT, 0, "");
        give(0, 1);
        loop.pass(Duration.ofMinutes(6));
        give(2, 3);
        group.refuse();
        loop.pass(Duration.ofMinutes(6));
        group.answersAtOnce = true;
        group.grant();
        loop.pass(Duration.ofMinutes(6));
        assertThat(store.objects).containsOnlyKeys(FOLDER + "0-1.json.gz", FOLDER + "2-3.json.gz");
    }

    @Test
    void makesAnObjectForEachSourceAndHourOfARange() {
        archive.assigned(ASSIGNMENT, 0, "");
        give(0, "web", NINE);
        give(1, "web", NINE + 3_600_000);
        give(2, "audit", NINE);
        give(3, "web", NINE + 1);
        archive.drain();
        loop.run();
        assertThat(store.objects)
                .containsOnlyKeys(
                        "logs/audit/dt=2026-11-22/hour=09/logs.enriched.web-3-0-3.json.gz",
                        FOLDER + "0-3.json.gz",
                        "logs/web/dt=2026-11-22/hour=10/logs.enriched.web-3-0-3.json.gz");
        assertThat(store.objects.get(FOLDER + "0-3.json.gz")).containsExactly("{\"n\":0}", "{\"n\":3}");
    }

    @Test
    void redoesTheRangeOfAnIntentUnderItsOldPrefixAndGoesOn() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 7 json.gz old/place");
        give(5, 6, 7, 8);
        loop.run();
        archive.drain();
        loop.run();
        assertThat(store.objects)
                .containsOnlyKeys(
                        FOLDER + "8-8.json.gz", "old/place/web/dt=2026-11-22/hour=09/logs.enriched.web-3-5-7.json.gz");
        assertThat(group.granted).containsExactly("8", "8 logmesh-archive/1 8 json.gz logs", "9");
    }

    @Test
    void doesNotRotateARangeThatMustBeRedoneBeforeItsEnd() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 7 json.gz logs");
        give(5, 6);
        loop.pass(Duration.ofMinutes(20));
        assertThat(group.granted).isEmpty();
        var drained = archive.drain().toCompletableFuture();
        loop.run();
        assertThat(drained).isCompleted();
        assertThat(store.objects).isEmpty();
    }

    @Test
    void passesADeclaredRangeThatRetentionHasDeleted() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 7 json.gz logs");
        give(20);
        archive.drain();
        loop.run();
        assertThat(recorded.events).contains("lost logs.enriched.web-3-5-7, found -1 to -1");
        assertThat(store.objects).containsOnlyKeys(FOLDER + "20-20.json.gz");
    }

    @Test
    void passesADeclaredRangeBehindWhichNothingIsLeft() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 7 json.gz logs");
        group.positions.put(PARTITION, 30L);
        loop.pass(Duration.ofSeconds(3));
        assertThat(recorded.events).contains("lost logs.enriched.web-3-5-7, found -1 to -1");
        assertThat(group.granted).containsExactly("30");
    }

    @Test
    void archivesWhatRetentionLeftOfADeclaredRange() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 7 json.gz logs");
        give(6, 7);
        loop.run();
        assertThat(recorded.events).contains("lost logs.enriched.web-3-5-7, found 6 to 7");
        assertThat(store.objects).containsOnlyKeys(FOLDER + "5-7.json.gz");
    }

    @Test
    void takesOffsetsWithoutRecordsForNoLoss() {
        archive.assigned(ASSIGNMENT, 5, "logmesh-archive/1 9 json.gz logs");
        give(5, 9, 11);
        archive.drain();
        loop.run();
        assertThat(recorded.events).noneMatch(event -> event.startsWith("lost"));
    }

    @Test
    void commitsThePositionBehindACommitMarkerWhenAllIsArchived() {
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        loop.pass(Duration.ofMinutes(6));
        group.positions.put(PARTITION, 2L);
        loop.pass(Duration.ofSeconds(5));
        assertThat(group.granted).containsExactly("0 logmesh-archive/1 0 json.gz logs", "1", "2");
    }

    @Test
    void leavesNoLagBehindWhenItIsDrained() {
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        group.positions.put(PARTITION, 2L);
        var drained = archive.drain().toCompletableFuture();
        loop.run();
        assertThat(drained).isCompleted();
        assertThat(group.granted).endsWith("1", "2");
    }

    @Test
    void doesNotCommitAPositionBehindRecordsThatAreOpen() {
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        group.positions.put(PARTITION, 1L);
        loop.pass(Duration.ofMinutes(1));
        assertThat(group.granted).isEmpty();
    }

    @Test
    void doesNothingMoreForARevokedPartition() {
        group.answersAtOnce = false;
        store.answersAtOnce = false;
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        loop.pass(Duration.ofMinutes(6));
        archive.revoked(PARTITION);
        group.grant();
        loop.pass(Duration.ofMinutes(20));
        assertThat(store.pending).isEmpty();
        assertThat(group.pending).isEmpty();
        assertThat(archive.receiver(PARTITION, 8)).isEmpty();
    }

    @Test
    void takesNoRecordsOfAnEarlierAssignment() {
        archive.assigned(new Assignment(PARTITION, 9), 0, "");
        assertThat(archive.receiver(PARTITION, 8)).isEmpty();
        assertThat(archive.receiver(PARTITION, 10)).isPresent();
    }

    @Test
    void leavesAPartitionWithUnreadableMetadataAlone() {
        archive.assigned(ASSIGNMENT, 0, "logmesh-archive/2 7 parquet");
        give(0, 1);
        archive.drain();
        loop.pass(Duration.ofMinutes(20));
        assertThat(recorded.events).containsExactly("barred logs.enriched.web-3");
        assertThat(group.granted).isEmpty();
        assertThat(store.objects).isEmpty();
    }

    @Test
    void writesRefusedRecordsBeforeTheRangeIsCommitted() {
        var written = new CompletableFuture<Void>();
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        archive.receiver(PARTITION, 7).orElseThrow().refuse(1, new Letter(written));
        archive.drain();
        loop.run();
        assertThat(group.granted).containsExactly("0 logmesh-archive/1 1 json.gz logs");
        written.complete(null);
        loop.run();
        assertThat(group.granted).endsWith("2");
        assertThat(recorded.events).contains("refused no_source");
    }

    @Test
    void asksForTheNextBatchOnlyWhileThereIsMemory() {
        var small = archive("logs", 1 << 20, 100_000);
        store.answersAtOnce = false;
        small.assigned(ASSIGNMENT, 0, "");
        var room = CompletableFuture.<Void>completedFuture(null);
        long offset = 0;
        while (room.isDone()) {
            var noise = new byte[1000];
            new Random(offset).nextBytes(noise);
            small.receiver(PARTITION, 7).orElseThrow().add(offset++, "web", NINE, noise);
            room = small.room().toCompletableFuture();
            loop.run();
        }
        assertThat(offset).isBetween(90L, 130L);
        store.pending.forEach(put -> put.answer().complete(ObjectStore.Outcome.WRITTEN));
        loop.run();
        assertThat(room).isCompleted();
    }

    @Test
    void repeatsAFailedUploadUntilItWorks() {
        store.answersAtOnce = false;
        archive.assigned(ASSIGNMENT, 0, "");
        give(0);
        archive.drain();
        loop.run();
        for (int failures = 0; failures < 50; failures++) {
            var put = store.pending.removeFirst();
            put.answer().completeExceptionally(new IllegalStateException("503"));
            loop.pass(Duration.ofSeconds(1));
        }
        store.pending.removeFirst().answer().complete(ObjectStore.Outcome.EXISTED);
        loop.run();
        assertThat(group.granted).endsWith("1");
    }

    private record Letter(CompletableFuture<Void> written) implements Refused {

        @Override
        public String reason() {
            return "no_source";
        }

        @Override
        public long held() {
            return 10;
        }

        @Override
        public CompletionStage<Void> write() {
            return written;
        }
    }
}
