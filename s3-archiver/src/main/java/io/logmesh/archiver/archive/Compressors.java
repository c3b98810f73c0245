package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveFormat;
import java.util.HashMap;
import java.util.Map;

/** One compressor for each encoding, shared by all files. */
final class Compressors implements AutoCloseable {

    /** What becomes Parquet is collected as text, which is soon unpacked again. */
    private static final Encoding COLLECTED = new Encoding(ArchiveFormat.JSON_ZSTD, 1);

    private final Map<Encoding, Compressor> open = new HashMap<>();

    Compressor of(Encoding encoding) {
        return open.computeIfAbsent(encoding.format() == ArchiveFormat.PARQUET ? COLLECTED : encoding, this::make);
    }

    private Compressor make(Encoding encoding) {
        return switch (encoding.format()) {
            case JSON -> new Uncompressed();
            case JSON_GZIP -> new Gzip(encoding.level());
            case JSON_ZSTD -> new Zstd(encoding.level());
            case PARQUET -> throw new IllegalArgumentException("Parquet is made of text when that is whole");
        };
    }

    @Override
    public void close() {
        open.values().forEach(Compressor::close);
        open.clear();
    }
}
