package io.logmesh.cli.connection;

import io.logmesh.contract.archive.HourManifest;
import java.time.Instant;

/**
 * An object of the archive.
 *
 * @param source whose records it holds, as its key says
 * @param size in bytes, as stored
 * @param written when the store took it in
 */
public record ArchivedObject(String key, String source, long size, Instant written) {

    /** Whether it lists an hour's objects and holds no records. */
    public boolean isManifest() {
        return key.endsWith("/" + HourManifest.NAME);
    }
}
