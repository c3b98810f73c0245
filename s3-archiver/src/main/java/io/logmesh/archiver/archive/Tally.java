package io.logmesh.archiver.archive;

/**
 * What is in an object, whatever its form.
 *
 * @param records how many
 * @param bytes of their values
 * @param checksum CRC-32C of their values one behind another; it tells objects of one name apart
 * @param oldest the earliest ingest time, in milliseconds since the epoch
 * @param newest the latest ingest time
 * @param event when that happened which was ingested first
 */
public record Tally(long records, long bytes, int checksum, long oldest, long newest, long event) {

    /** The checksum in eight hex digits. */
    public String checksumText() {
        return String.format("%08x", checksum);
    }
}
