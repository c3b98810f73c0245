package io.logmesh.cli.audit.balance;

import io.logmesh.contract.RecordId;
import java.util.HashMap;
import java.util.Map;

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

    private final Map<String, Offsets> read = new HashMap<>();

    /** Of this partition, the offsets from {@code first} up to, but not including, {@code end} were read. */
    public void add(String topic, int partition, long first, long end) {
        var place = RawPlace.of(RecordId.of(0, topic, partition, 0)).orElseThrow();
        read.put(place.partition(), new Offsets(first, end));
    }

    /** What the part that was read says about the record of that id. */
    public Verdict verdict(String id) {
        var place = RawPlace.of(id);
        if (place.isEmpty()) {
            return Verdict.FOREIGN;
        }
        var offsets = read.get(place.get().partition());
        long offset = place.get().offset();
        if (offsets == null || offset < offsets.first()) {
            return Verdict.GONE;
        }
        return offset < offsets.end() ? Verdict.READ : Verdict.LATER;
    }
}
