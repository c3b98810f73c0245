package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** An archive on a loop, a group and a store that the test moves. */
final class TestArchive {

    static final Partition PARTITION = new Partition("logs.enriched.web", 3);
    static final Assignment ASSIGNMENT = new Assignment(PARTITION, 7);
    static final long NINE = 1_795_338_000_000L;
    static final String FOLDER = "logs/web/dt=2026-11-22/hour=09/logs.enriched.web-3-";

    final FakeLoop loop = new FakeLoop(NINE);
    final FakeStore store = new FakeStore();
    final FakeGroup group = new FakeGroup();
    final Recorded recorded = new Recorded();

    /** What new ranges are made by. */
    Plan plan = new Plan(recipe(ArchiveFormat.JSON_GZIP, "logs"), Rotation.of(1 << 20, Duration.ofMinutes(5)));

    final Archive archive;

    TestArchive() {
        this(64 << 20, noSpool());
    }

    TestArchive(long heap, Spool spool) {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(1));
        archive = new Archive(
                new ArchiveSettings(_ -> plan, heap, backoff),
                spool,
                loop,
                object -> CompletableFuture.completedFuture(object.withContent(copied(object, spool))),
                store,
                group,
                recorded);
        archive.start();
    }

    static Recipe recipe(ArchiveFormat format, String prefix) {
        return new Recipe(prefix, ArchiveLayout.DEFAULT, Encoding.of(format));
    }

    static Spool noSpool() {
        try {
            return Spool.in(Path.of("there-is-no-spool"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What becomes Parquet of it is as large here, and waits on disk where there is one. */
    private static ObjectContent copied(ArchiveObject object, Spool spool) {
        var bytes = FakeStore.bytes(object.content());
        var copy = spool.newContent();
        try {
            copy.write(bytes, 0, bytes.length);
            copy.spillBeyondLimit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** The files of a spool in that folder. */
    static List<Path> spooled(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".spool")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With all that is in it; a temporary folder where JUnit's can't be had. */
    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void assigned(long offset, String metadata) {
        archive.assigned(ASSIGNMENT, offset, metadata);
    }

    PartitionArchive receiver() {
        return archive.receiver(PARTITION, ASSIGNMENT.generation()).orElseThrow();
    }

    void give(long offset, String source, long ingestTs) {
        receiver().add(offset, source, ingestTs, ingestTs, null, ("{\"n\":" + offset + "}").getBytes(UTF_8));
    }

    void give(long... offsets) {
        for (long offset : offsets) {
            give(offset, "web", NINE);
        }
    }

    void drain() {
        var _ = archive.drain();
        loop.run();
    }

    /** The metadata of a range that an earlier owner declared up to {@code last}. */
    static String intent(long last) {
        return intent(last, recipe(ArchiveFormat.JSON_GZIP, "logs"));
    }

    static String intent(long last, Recipe recipe) {
        return new Metadata.Intent(last, Metadata.NOTHING, recipe).text();
    }
}
