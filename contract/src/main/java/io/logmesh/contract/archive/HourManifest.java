package io.logmesh.contract.archive;

import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Says that an hour of a source is whole, and what belongs to it: the object {@value #NAME} in the hour's folder. Objects
 * that come later stand in its next version, which takes its place.
 *
 * @param version from 1
 * @param folder the hour's, which is where the manifest stands
 */
public record HourManifest(int version, String source, String folder, List<Entry> objects) {

    /** Readers such as Spark and Trino pass over names that begin so. */
    public static final String NAME = "_SUCCESS";

    /**
     * One object of the hour.
     *
     * @param range its topic, partition, first and last offset
     * @param records how many it holds
     * @param bytes of their values
     * @param size bytes as stored
     */
    public record Entry(String key, OffsetRange range, long records, long bytes, long size) {}

    /** The records of a partition from {@code first} to {@code last}. */
    public record OffsetRange(String topic, int partition, long first, long last) {}

    public HourManifest {
        objects = List.copyOf(objects);
    }

    public String key() {
        return folder + '/' + NAME;
    }

    public long records() {
        return objects.stream().mapToLong(Entry::records).sum();
    }

    public long bytes() {
        return objects.stream().mapToLong(Entry::bytes).sum();
    }

    /** The manifest's content. */
    public String json() {
        var out = new JsonBuffer(1024).append("{\"version\":").append(Integer.toString(version));
        out.append(",\"source\":").appendString(source);
        number(out, "records", records());
        number(out, "bytes", bytes());
        out.append(",\"objects\":[");
        for (int i = 0; i < objects.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n");
            append(out, objects.get(i));
        }
        return new String(out.append("\n]}\n").toByteArray(), StandardCharsets.UTF_8);
    }

    private static void append(JsonBuffer out, Entry entry) {
        out.append("{\"key\":").appendString(entry.key());
        out.append(",\"topic\":").appendString(entry.range().topic());
        number(out, "partition", entry.range().partition());
        number(out, "first", entry.range().first());
        number(out, "last", entry.range().last());
        number(out, "records", entry.records());
        number(out, "bytes", entry.bytes());
        number(out, "size", entry.size());
        out.append((byte) '}');
    }

    private static void number(JsonBuffer out, String name, long number) {
        out.append(",\"" + name + "\":").append(Long.toString(number));
    }
}
