package io.logmesh.cli.audit.balance;

import io.logmesh.contract.RecordId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which part of the raw topics was read: what an id from outside of it means. */
public final class RawSpan {

    /** What the raw topics can say about an id. */
    public enum Verdict {
        /** It stands in the part that was read. */
        READ,
        /** Its raw record was deleted before, or came through a topic that is not audited. */
        GONE,
        /** It came in after the audit began. */
        LATER,
        /** The mesh makes no such ids. */
        FOREIGN
    }

    private record Offsets(long first, long end) {}

    private static final Pattern ID = Pattern.compile("[0-9a-f]{11}-([0-9a-f]{8}-\\d{1,9})-(\\d{1,18})(-\\d{1,9})?");

    private final Map<String, Offsets> read = new HashMap<>();

    /** Of this partition, the offsets from {@code first} up to, but not including, {@code end} were read. */
    public void add(String topic, int partition, long first, long end) {
        read.put(place(RecordId.of(0, topic, partition, 0)), new Offsets(first, end));
    }

    private static String place(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalStateException("the form of ids has changed: " + id);
        }
        return parts.group(1);
    }

    /** What the part that was read says about the record of that id. */
    public Verdict verdict(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Verdict.FOREIGN;
        }
        var offsets = read.get(parts.group(1));
        long offset = Long.parseLong(parts.group(2));
        if (offsets == null || offset < offsets.first()) {
            return Verdict.GONE;
        }
        return offset < offsets.end() ? Verdict.READ : Verdict.LATER;
    }
}
