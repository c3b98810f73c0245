package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @Test
    void keepsAThousandOpenFilesWithinTheBudgetByTheDiskAndRotatesNone(@TempDir Path folder) throws IOException {
        long heap = 16 << 20;
        var it = new TestArchive(heap, Spool.in(folder, 1L << 30));
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
        assertThat(folder).isEmptyDirectory();
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
        assertThat(folder).isEmptyDirectory();
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
        assertThat(folder).isEmptyDirectory();
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
