package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.archive.ArchiveFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much there is to hold, the heap keeps to its budget, and nothing is lost. */
class MemoryTest {

    private static final int FILES = 1000;

    private static byte[] noise(long seed) {
        var noise = new byte[1000];
        new Random(seed).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) ('a' + (noise[i] & 15));
        }
        return noise;
    }

    @Test
    void asksForTheNextBatchOnlyWhileThereIsMemory() {
        var it = new TestArchive(100_000, TestArchive.noSpool());
        it.store.answersAtOnce = false;
        it.assigned(0, "");
        var room = CompletableFuture.<Void>completedFuture(null);
        long offset = 0;
        while (room.isDone()) {
            it.receiver().add(offset, "web", NINE, NINE, null, noise(offset++));
            room = it.archive.room().toCompletableFuture();
            it.loop.run();
        }
        assertThat(offset).isBetween(90L, 400L);
        assertThat(it.recorded.rotations).contains(RotationReason.MEMORY);
        it.store.pending.forEach(put -> put.answer().complete(ObjectStore.Outcome.WRITTEN));
        it.loop.run();
        assertThat(room).isCompleted();
    }

    /** 64 MiB is the default, for a JVM of 256 MiB; as much text again as fits in that is given here. */
    @ParameterizedTest
    @EnumSource(names = {"JSON_GZIP", "PARQUET"})
    void keepsAThousandOpenFilesWithinTheBudgetByTheDiskAndRotatesNone(ArchiveFormat format, @TempDir Path folder)
            throws IOException {
        long heap = 16 << 20;
        var it = new TestArchive(heap, Spool.in(folder, 1L << 30));
        it.plan = new Plan(TestArchive.recipe(format, "logs"), it.plan.rotation());
        for (int number = 0; number < FILES; number++) {
            it.archive.assigned(new Assignment(new Partition("logs.enriched.web", number), 7), 0, "");
        }
        for (int offset = 0; offset < 60; offset++) {
            for (int number = 0; number < FILES; number++) {
                var receiver = it.archive
                        .receiver(new Partition("logs.enriched.web", number), 7)
                        .orElseThrow();
                receiver.add(offset, "web", NINE, NINE, null, noise(offset));
            }
            var _ = it.archive.room();
            it.loop.pass(Duration.ofSeconds(1));
            assertThat(it.recorded.held).isLessThanOrEqualTo(heap);
        }
        assertThat(it.recorded.rotations).isEmpty();
        assertThat(it.recorded.openRanges).isEqualTo(FILES);
        assertThat(it.recorded.openFiles).isEqualTo(FILES);
        it.drain();
        assertThat(it.store.objects).hasSize(FILES).allSatisfy((_, lines) -> assertThat(lines)
                .hasSize(60));
        assertThat(TestArchive.spooled(folder)).isEmpty();
    }

    /** What was made of many small ranges waits for the store, too; on disk, or as long as the heap takes it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 30})
    void countsWhatBecameParquetWhileTheStoreIsAway(long disk, @TempDir Path folder) throws IOException {
        long heap = 2 << 20;
        var it = new TestArchive(heap, Spool.in(folder, disk));
        it.plan = new Plan(
                TestArchive.recipe(ArchiveFormat.PARQUET, "logs"), Rotation.of(1 << 20, Duration.ofSeconds(1)));
        it.store.answersAtOnce = false;
        int partitions = 400;
        for (int number = 0; number < partitions; number++) {
            it.archive.assigned(new Assignment(new Partition("logs.enriched.web", number), 7), 0, "");
        }
        int given = 0;
        var room = CompletableFuture.<Void>completedFuture(null);
        while (room.isDone() && given < partitions) {
            var receiver = it.archive
                    .receiver(new Partition("logs.enriched.web", given++), 7)
                    .orElseThrow();
            for (int offset = 0; offset < 30; offset++) {
                receiver.add(offset, "web", NINE, NINE, null, noise(offset));
            }
            room = it.archive.room().toCompletableFuture();
            it.loop.pass(Duration.ofSeconds(2));
        }
        assertThat(it.recorded.held).isLessThan(heap + (heap >> 3));
        assertThat(given == partitions).as("the disk takes them all").isEqualTo(disk > 0);
        assertThat(room.isDone()).isEqualTo(disk > 0);
        it.store.pending.forEach(put -> put.answer().complete(ObjectStore.Outcome.WRITTEN));
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(room).isCompleted();
        assertThat(it.recorded.held).isZero();
    }

    /** A range that is stored and not settled holds nothing, and yet keeps the one behind it from being rotated. */
    @Test
    void asksForNoMoreWhileTheGroupDoesNotAnswer() {
        var it = new TestArchive(200_000, TestArchive.noSpool());
        it.assigned(0, "");
        it.give(0);
        it.loop.pass(Duration.ofMinutes(5).minusSeconds(1));
        it.store.answersAtOnce = false;
        it.loop.pass(Duration.ofSeconds(2));
        it.group.answersAtOnce = false;
        it.store.pending.removeFirst().answer().complete(ObjectStore.Outcome.WRITTEN);
        it.loop.run();
        assertThat(it.group.pending).as("it is settling").hasSize(1);

        var room = CompletableFuture.<Void>completedFuture(null);
        long offset = 1;
        while (room.isDone() && offset < 2000) {
            it.receiver().add(offset, "web", NINE, NINE, null, noise(offset++));
            room = it.archive.room().toCompletableFuture();
            it.loop.run();
        }
        assertThat(offset).isLessThan(1000);
        it.group.answersAtOnce = true;
        it.group.grant();
        it.store.answersAtOnce = true;
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(room).isCompleted();
    }

    /** The loss of several pods leaves ranges to redo that can't be rotated early. */
    @Test
    void readsLargeRangesAgainOnDisk(@TempDir Path folder) throws IOException {
        long heap = 200_000;
        var it = new TestArchive(heap, Spool.in(folder, 1L << 30));
        it.assigned(0, TestArchive.intent(2000));
        for (int offset = 0; offset <= 2000; offset++) {
            it.receiver().add(offset, "web", NINE, NINE, null, noise(offset));
            if (offset % 100 == 0) {
                assertThat(it.archive.room()).isNotNull();
                it.loop.pass(Duration.ofSeconds(1));
                assertThat(it.recorded.held).isLessThanOrEqualTo(heap);
            }
        }
        it.loop.run();
        assertThat(it.group.granted).containsExactly("2001");
        assertThat(TestArchive.spooled(folder)).isEmpty();
    }

    /** What is declared can neither be cut nor left; so it is the disk's limit that gives way, and not the heap's. */
    @Test
    void readsSeveralLargeRangesAgainWithinTheBudgetThoughTheDiskIsFull(@TempDir Path folder) throws IOException {
        long heap = 200_000;
        int ranges = 8;
        var it = new TestArchive(heap, Spool.in(folder, 100_000));
        for (int number = 0; number < ranges; number++) {
            it.archive.assigned(
                    new Assignment(new Partition("logs.enriched.web", number), 7), 0, TestArchive.intent(999));
        }
        for (int offset = 0; offset < 1000; offset++) {
            for (int number = 0; number < ranges; number++) {
                var receiver = it.archive
                        .receiver(new Partition("logs.enriched.web", number), 7)
                        .orElseThrow();
                receiver.add(offset, "web", NINE, NINE, null, noise(offset));
            }
            assertThat(it.archive.room()).isNotNull();
            it.loop.pass(Duration.ofSeconds(1));
            assertThat(it.recorded.held).isLessThanOrEqualTo(heap);
        }
        it.loop.run();
        assertThat(it.group.granted).hasSize(ranges).containsOnly("1000");
        assertThat(it.store.objects).hasSize(ranges).allSatisfy((_, lines) -> assertThat(lines)
                .hasSize(1000));
        assertThat(TestArchive.spooled(folder)).isEmpty();
    }

    @Test
    void rotatesEarlyWhereTheDiskIsFull(@TempDir Path folder) throws IOException {
        var it = new TestArchive(100_000, Spool.in(folder, 50_000));
        it.assigned(0, "");
        for (int offset = 0; offset < 1000; offset++) {
            it.receiver().add(offset, "web", NINE, NINE, null, noise(offset));
            var _ = it.archive.room();
            it.loop.run();
        }
        assertThat(it.recorded.rotations).isNotEmpty().containsOnly(RotationReason.MEMORY);
        it.drain();
        assertThat(it.store.objects.values().stream()
                        .mapToInt(java.util.List::size)
                        .sum())
                .isEqualTo(1000);
    }
}
