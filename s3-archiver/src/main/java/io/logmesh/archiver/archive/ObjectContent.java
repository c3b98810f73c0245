package io.logmesh.archiver.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of an object, in the heap or on disk. May be read by several threads, and again after a failure. */
public interface ObjectContent {

    long size();

    /** The bytes of heap that it takes. */
    long held();

    /** {@code length} bytes from {@code from} on; what is on disk is read into the heap for it. */
    List<ByteBuffer> read(long from, int length) throws IOException;

    /** Frees what it takes; nobody reads it any more. */
    void discard();
}
