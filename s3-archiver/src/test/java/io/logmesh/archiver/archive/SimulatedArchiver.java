package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logmesh.contract.archive.ArchiveFormat;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** One process: the real archive on a simulated consumer. */
final class SimulatedArchiver {

    private static final Rotation ROTATION = Rotation.of(1 << 20, Duration.ofSeconds(2));

    private static final List<ArchiveFormat> FORMATS = List.of(ArchiveFormat.values());

    final FakeLoop loop = new FakeLoop();
    final SimulatedCommits commits = new SimulatedCommits(this::generation, this::positionBehind);
    int generation;
    private final FakeStore requests = new FakeStore();
    private final Archive archive;
    private long position;
    private long lastRead = -1;

    SimulatedArchiver(int generation, SimulatedCoordinator coordinator) {
        this.generation = generation;
        requests.answersAtOnce = false;
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofSeconds(1), new Random(1));
        // Each process is configured otherwise than the one before: a redo must not care.
        var plan = new Plan(TestArchive.recipe(FORMATS.get(generation % FORMATS.size()), "gen" + generation), ROTATION);
        archive = new Archive(
                new ArchiveSettings(_ -> plan, 1 << 20, backoff),
                TestArchive.noSpool(),
                loop,
                object -> CompletableFuture.completedFuture(FakeStore.copied(object)),
                requests,
                commits,
                new Recorded());
        archive.start();
        position = Math.max(0, coordinator.offset());
        archive.assigned(
                new Assignment(SimulatedMesh.PARTITION, generation), coordinator.offset(), coordinator.metadata());
    }

    /** Reads one record, if there is one; an offset of its own for each hour of ingest makes ranges of several objects. */
    void read(NavigableSet<Long> log) {
        var next = log.ceiling(position);
        if (next == null) {
            return;
        }
        archive.receiver(SimulatedMesh.PARTITION, generation).ifPresent(receiver -> {
            receiver.add(
                    next,
                    "web",
                    next % 2 * 3_600_000,
                    next % 2 * 3_600_000,
                    null,
                    String.valueOf(next).getBytes(UTF_8));
            lastRead = next;
            position = next + 1;
        });
    }

    void revoke() {
        archive.revoked(SimulatedMesh.PARTITION);
        close();
    }

    void answerStore(FakeStore store, boolean arrives, boolean heard) {
        for (var put : takePuts()) {
            var outcome = arrives ? store.write(put.object()) : ObjectStore.Outcome.WRITTEN;
            if (heard) {
                put.answer().complete(outcome);
            } else {
                put.answer().completeExceptionally(new IllegalStateException("timeout"));
            }
        }
    }

    /** Takes the uploads off the wire; the archiver hears that they failed. */
    List<ArchiveObject> takeStores() {
        var puts = takePuts();
        puts.forEach(put -> put.answer().completeExceptionally(new IllegalStateException("timeout")));
        return puts.stream().map(FakeStore.Put::object).toList();
    }

    void close() {
        archive.close();
    }

    private List<FakeStore.Put> takePuts() {
        var puts = List.copyOf(requests.pending);
        requests.pending.clear();
        return puts;
    }

    private int generation() {
        return generation;
    }

    /** The consumer's position once it has polled all up to {@code last}; it has passed the marker that may stand there. */
    private OptionalLong positionBehind(long last) {
        if (last != lastRead) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(position % 3 == 2 ? position + 1 : position);
    }
}
