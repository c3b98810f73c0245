package io.logmesh.archiver.archive;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lines that are compressed at once. Grouped, those of one container's stream come out one behind another, in the order in
 * which they came, and the streams in the order of their keys: a compressor that looks back a few KiB then finds what the
 * lines of a pod have in common, though fifty pods write at the same time.
 */
final class Piece {

    private static final byte[] NO_STREAM = {};
    private static final int FIRST_RUNS = 64;

    /** About what a stream takes besides its key: an entry of the map, the stream, the key's header. */
    private static final int STREAM_BYTES = 100;

    /** A reference and a length. */
    private static final int RUN_BYTES = 8;

    /** Where a stream's lines go. */
    private static final class Stream {
        private int bytes;
        private int end;
    }

    private final boolean grouped;
    private final Chunks text = new Chunks();
    private final SortedMap<byte[], Stream> streams = new TreeMap<>(Arrays::compareUnsigned);
    private long keyBytes;

    /** Neighbouring lines of one stream make a run. */
    private Stream[] streamOfRun = {};

    private int[] lengthOfRun = {};
    private int runs;

    Piece(boolean grouped) {
        this.grouped = grouped;
    }

    /** @param stream whose line it is; may be null */
    void add(byte[] stream, byte[] line) {
        long before = text.size();
        text.appendLine(line);
        if (grouped) {
            note(stream == null ? NO_STREAM : stream, (int) (text.size() - before));
        }
    }

    long size() {
        return text.size();
    }

    /** The bytes of heap that it takes. */
    long held() {
        return text.held() + (long) streamOfRun.length * RUN_BYTES + (long) streams.size() * STREAM_BYTES + keyBytes;
    }

    /** The lines, {@link #size} bytes, at the beginning of {@code target}, or of a longer array where that is too short. */
    byte[] copyTo(byte[] target) {
        int size = Math.toIntExact(size());
        var copy = target.length < size ? new byte[size] : target;
        if (grouped) {
            copyGrouped(copy);
        } else {
            text.copy(0, size, copy, 0);
        }
        return copy;
    }

    /** Forgets the lines, and keeps some memory for what comes next. */
    void clear() {
        text.clear();
        forgetStreams();
    }

    /** Forgets the lines, and lets go of all memory. */
    void release() {
        text.release();
        forgetStreams();
        streamOfRun = new Stream[0];
        lengthOfRun = new int[0];
    }

    private void note(byte[] key, int length) {
        var stream = streams.get(key);
        if (stream == null) {
            stream = new Stream();
            streams.put(key, stream);
            keyBytes += key.length;
        }
        stream.bytes += length;
        if (runs > 0 && streamOfRun[runs - 1] == stream) {
            lengthOfRun[runs - 1] += length;
            return;
        }
        if (runs == streamOfRun.length) {
            int more = Math.max(FIRST_RUNS, 2 * runs);
            streamOfRun = Arrays.copyOf(streamOfRun, more);
            lengthOfRun = Arrays.copyOf(lengthOfRun, more);
        }
        streamOfRun[runs] = stream;
        lengthOfRun[runs++] = length;
    }

    private void copyGrouped(byte[] target) {
        int end = 0;
        for (var stream : streams.values()) {
            stream.end = end;
            end += stream.bytes;
        }
        long from = 0;
        for (int run = 0; run < runs; run++) {
            var stream = streamOfRun[run];
            text.copy(from, lengthOfRun[run], target, stream.end);
            stream.end += lengthOfRun[run];
            from += lengthOfRun[run];
        }
    }

    private void forgetStreams() {
        streams.clear();
        keyBytes = 0;
        Arrays.fill(streamOfRun, 0, runs, null);
        runs = 0;
    }
}
