package io.logmesh.archiver.archive;

import com.github.luben.zstd.ZstdInputStream;
import io.logmesh.contract.archive.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
    boolean expectsOtherContent;

    @Override
    public CompletionStage<Outcome> put(ArchiveObject object) {
        var put = new Put(copied(object), new CompletableFuture<>());
        if (answersAtOnce) {
            put.answer().complete(write(object));
        } else {
            pending.add(put);
        }
        return put.answer();
    }

    /** The same object, whatever becomes of the archive's own content: a request on its way has its bytes. */
    static ArchiveObject copied(ArchiveObject object) {
        var bytes = bytes(object.content());
        return object.withContent(new ObjectContent() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public long held() {
                return bytes.length;
            }

            @Override
            public List<ByteBuffer> read(long from, int length) {
                return List.of(ByteBuffer.wrap(bytes, (int) from, length).slice());
            }

            @Override
            public void discard() {
                // nothing else is freed by it
            }
        });
    }

    /** What the store does when a request reaches it. Two contents for one name are a broken promise, unless expected. */
    Outcome write(ArchiveObject object) {
        var lines = lines(object);
        var there = objects.putIfAbsent(object.key(), lines);
        if (there == null) {
            return Outcome.WRITTEN;
        }
        if (!there.equals(lines) && !expectsOtherContent) {
            throw new AssertionError(object.key() + " held " + there + " and now shall hold " + lines);
        }
        return there.equals(lines) ? Outcome.EXISTED : Outcome.TAKEN;
    }

    static List<String> lines(ArchiveObject object) {
        var text = unpacked(bytes(object.content()), object.encoding().format());
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    static byte[] bytes(ObjectContent content) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (var piece : content.read(0, (int) content.size())) {
                var copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What is to become Parquet is collected as zstd. */
    static byte[] unpacked(byte[] bytes, ArchiveFormat format) {
        try (var packed = new ByteArrayInputStream(bytes);
                var in =
                        switch (format) {
                            case JSON -> packed;
                            case JSON_GZIP -> new GZIPInputStream(packed);
                            case JSON_ZSTD, PARQUET -> new ZstdInputStream(packed);
                        }) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
