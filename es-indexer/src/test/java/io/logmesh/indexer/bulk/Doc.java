package io.logmesh.indexer.bulk;

import java.nio.charset.StandardCharsets;

/** A document of a few bytes, told from others by its number. */
public record Doc(int number, byte[] value) implements Document {

    public static Doc of(int number) {
        return of(number, "{}");
    }

    public static Doc of(int number, String json) {
        return new Doc(number, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String source() {
        return "web";
    }

    @Override
    public String index() {
        return "logs-web-2026.11.22";
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
