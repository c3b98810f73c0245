package io.logmesh.archiver.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;

/** A bucket in memory that answers at once, or keeps the requests for the test to answer. */
final class FakeStore implements ObjectStore {

    /** A request on its way. */
    record Put(ArchiveObject object, CompletableFuture<Outcome> answer) {}

    final Map<String, List<String>> objects = new TreeMap<>();
    final List<Put> pending = new ArrayList<>();
    boolean answersAtOnce = true;

    @Override
    public CompletionStage<Outcome> put(ArchiveObject object) {
        var put = new Put(object, new CompletableFuture<>());
        if (answersAtOnce) {
            put.answer().complete(write(object));
        } else {
            pending.add(put);
        }
        return put.answer();
    }

    /** What the store does when a request reaches it. Two contents for one name are a broken promise. */
    Outcome write(ArchiveObject object) {
        var lines = lines(object);
        var there = objects.putIfAbsent(object.key(), lines);
        if (there == null) {
            return Outcome.WRITTEN;
        }
        if (!there.equals(lines)) {
            throw new AssertionError(object.key() + " held " + there + " and now shall hold " + lines);
        }
        return Outcome.EXISTED;
    }

    static List<String> lines(ArchiveObject object) {
        return new String(unpacked(bytes(object)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    static byte[] bytes(ArchiveObject object) {
        var bytes = new ByteArrayOutputStream();
        for (var piece : object.content()) {
            var copy = new byte[piece.remaining()];
            piece.duplicate().get(copy);
            bytes.writeBytes(copy);
        }
        return bytes.toByteArray();
    }

    static byte[] unpacked(byte[] gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
