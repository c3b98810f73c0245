package io.logmesh.archiver.archive;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An object ready to be stored.
 *
 * @param records how many lines it holds
 * @param valueBytes the bytes of those records' values, before compression
 * @param oldest the earliest ingest time inside, in milliseconds since the epoch
 * @param size the bytes of the content, as stored
 * @param content read-only; whoever reads it must duplicate the buffers
 */
public record ArchiveObject(
        String key,
        String source,
        Range range,
        long records,
        long valueBytes,
        long oldest,
        long size,
        List<ByteBuffer> content) {}
