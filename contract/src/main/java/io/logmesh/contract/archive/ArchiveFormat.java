package io.logmesh.contract.archive;

import java.util.Arrays;
import java.util.Optional;

/** The form of an object, which the end of its key tells. */
public enum ArchiveFormat {
    /** A record a line. */
    JSON("json", "application/x-ndjson", 0, 0, 0),

    /** The same in gzip members one behind another, which every gzip reader takes for one text. */
    JSON_GZIP("json.gz", "application/gzip", 1, 4, 9),

    /** The same in zstd frames one behind another, likewise. */
    JSON_ZSTD("json.zst", "application/zstd", 1, 3, 19),

    /** Typed columns, compressed by zstd; see {@link ArchiveColumn}. */
    PARQUET("parquet", "application/vnd.apache.parquet", 1, 3, 19);

    private final String extension;
    private final String contentType;
    private final int minLevel;
    private final int defaultLevel;
    private final int maxLevel;

    ArchiveFormat(String extension, String contentType, int minLevel, int defaultLevel, int maxLevel) {
        this.extension = extension;
        this.contentType = contentType;
        this.minLevel = minLevel;
        this.defaultLevel = defaultLevel;
        this.maxLevel = maxLevel;
    }

    /** The end of keys, without the dot before it. */
    public String extension() {
        return extension;
    }

    /** The media type; no format is stored with a {@code Content-Encoding}, so that what is fetched is the file. */
    public String contentType() {
        return contentType;
    }

    /** How hard to compress where nobody says; 0 where nothing is compressed. */
    public int defaultLevel() {
        return defaultLevel;
    }

    public boolean hasLevel(int level) {
        return minLevel <= level && level <= maxLevel;
    }

    /** The levels for a message. */
    public String levels() {
        return maxLevel == 0 ? "no level" : "a level from " + minLevel + " to " + maxLevel;
    }

    /** The format of the objects whose keys end so. */
    public static Optional<ArchiveFormat> ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    /** The format of the object with that key, if it is one of the archive's. */
    public static Optional<ArchiveFormat> ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> key.endsWith('.' + format.extension))
                .findFirst();
    }
}
