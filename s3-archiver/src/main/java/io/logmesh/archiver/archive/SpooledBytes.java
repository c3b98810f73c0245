package io.logmesh.archiver.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that only grow, of which the beginning may have gone to disk. Discarded, they can't be read any more, and do not look
 * shorter: an upload that is late must fail, and not store an empty object under the name that its successor will use.
 */
public final class SpooledBytes implements ObjectContent {

    private static final long WRITTEN_AT_ONCE = 1 << 20;

    private static final Chunks NOTHING = new Chunks();

    private final Spool spool;
    private final SpoolFile disk;

    /** Replaced, not emptied, when discarded: an upload that still reads it must fail, and not find less or other bytes. */
    private volatile Chunks heap = new Chunks();

    private volatile boolean discarded;
    private long discardedSize;

    SpooledBytes(Spool spool) {
        this.spool = spool;
        disk = spool.newFile();
    }

    /** Where to append. */
    Chunks end() {
        return heap;
    }

    /**
     * Appends, and keeps little of it in the heap where there is a disk: what is written so takes the place of bytes that are
     * on that disk, so its limit does not hold.
     */
    public void write(byte[] bytes, int from, int length) throws IOException {
        heap.append(bytes, from, length);
        if (heap.size() >= WRITTEN_AT_ONCE) {
            spillBeyondLimit();
        }
    }

    @Override
    public long size() {
        var inHeap = heap;
        return discarded ? discardedSize : disk.size() + inHeap.size();
    }

    @Override
    public long held() {
        return heap.held();
    }

    /** Moves what is in the heap to disk, where there is room for it. */
    void spill() throws IOException {
        if (spool.hasRoom(heap.size())) {
            moveToDisk();
        }
    }

    /** Moves what is in the heap to disk, where there is one; for what can neither be stored early nor be left unread. */
    public void spillBeyondLimit() throws IOException {
        if (spool.exists()) {
            moveToDisk();
        }
    }

    private void moveToDisk() throws IOException {
        if (heap.size() > 0) {
            disk.append(heap);
            heap.release();
        }
    }

    @Override
    public List<ByteBuffer> read(long from, int length) throws IOException {
        var inHeap = heap;
        if (discarded) {
            throw new IOException("the content was discarded");
        }
        var buffers = new ArrayList<ByteBuffer>();
        int onDisk = Math.clamp(disk.size() - from, 0, length);
        if (onDisk > 0) {
            buffers.add(disk.read(from, onDisk));
        }
        buffers.addAll(inHeap.read(Math.max(0, from - disk.size()), length - onDisk));
        return buffers;
    }

    @Override
    public void discard() {
        discardedSize = size();
        discarded = true;
        heap = NOTHING;
        disk.delete();
    }
}
