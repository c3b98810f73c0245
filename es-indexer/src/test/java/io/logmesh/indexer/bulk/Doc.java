package io.logmesh.indexer.bulk;

import java.nio.charset.StandardCharsets;

/** A document of a few bytes, told from others by its number. */
public record Doc(int number, String lane, byte[] value) implements Document {

    public static Doc of(int number) {
        return of(number, "{}");
    }

    public static Doc of(int number, String json) {
        return new Doc(number, "web", json.getBytes(StandardCharsets.UTF_8));
    }

    static Doc of(int number, String lane, int bytes) {
        return new Doc(number, lane, new byte[bytes]);
    }

    @Override
    public String source() {
        return lane;
    }

    @Override
    public String index() {
        return "logs-" + lane + "-2026.11.22";
    }

    @Override
    public byte[] id() {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public long ingestTs() {
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Doc doc && doc.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "document " + number;
    }
}
