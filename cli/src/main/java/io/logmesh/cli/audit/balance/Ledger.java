package io.logmesh.cli.audit.balance;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Facts about any number of records in little memory: on disk, in buckets by where the raw message stands,
 * so that all that is known about one message stands in one bucket and one bucket fits into memory.
 *
 * <p>About {@value #FACTS_IN_BUCKET} facts go into a bucket up to {@value #MOST_BUCKETS} buckets; beyond a hundred million
 * facts the buckets grow. Not thread-safe, except for {@link #close()}.
 */
public final class Ledger implements AutoCloseable {

    private static final int FACTS_IN_BUCKET = 200_000;
    private static final int MOST_BUCKETS = 500;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> buckets = new ArrayList<>();

    /** Makes the files in a new folder below {@code parent}, for about so many facts. */
    public Ledger(Path parent, long expectedFacts) throws IOException {
        folder = Files.createTempDirectory(parent, "logmesh-audit-");
        long wanted = expectedFacts / FACTS_IN_BUCKET + 1;
        for (int i = 0; i < Math.min(wanted, MOST_BUCKETS); i++) {
            files.add(folder.resolve("bucket-" + i));
            buckets.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(files.get(i)), 8192)));
        }
    }

    public void add(Fact fact) {
        try {
            fact.write(buckets.get(Math.floorMod(bucketKey(fact.id()).hashCode(), buckets.size())));
        } catch (IOException e) {
            throw new UncheckedIOException("can't note what was read", e);
        }
    }

    private static Object bucketKey(String id) {
        return RawPlace.of(id).<Object>map(place -> place).orElse(id);
    }

    /** Passes the facts bucket by bucket. Nothing can be added any more. */
    public void forEachBucket(Consumer<List<Fact>> facts) throws IOException {
        for (int i = 0; i < buckets.size(); i++) {
            buckets.get(i).close();
            facts.accept(read(files.get(i)));
        }
    }

    private static List<Fact> read(Path file) throws IOException {
        var facts = new ArrayList<Fact>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 64 << 10))) {
            while (true) {
                facts.add(Fact.read(in));
            }
        } catch (EOFException _) {
            return facts;
        }
    }

    /** Deletes the files; may be called from a shutdown hook while another thread is at work. */
    @Override
    public void close() throws IOException {
        for (var bucket : buckets) {
            bucket.close();
        }
        for (var file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
