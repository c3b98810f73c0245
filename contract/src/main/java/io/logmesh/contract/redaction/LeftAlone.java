package io.logmesh.contract.redaction;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * The members by which the mesh and the collector say where and when a record was written. A name alone is no proof: what
 * has another meaning than the mesh gives the name moves to {@code fields}, where anybody may read it. So the value must be
 * what the name says.
 */
final class LeftAlone {

    /** In milliseconds; in digits, of any unit, these times begin with 1, which the number of no card does. */
    private static final long EARLIEST = 1_000_000_000_000L;

    private static final long LATEST = 2_000_000_000_000L;
    private static final int LONGEST_ID = 64;

    private static final byte[] STDOUT = "\"stdout\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STDERR = "\"stderr\"".getBytes(StandardCharsets.US_ASCII);

    private record Member(byte[] name, Predicate<Slice> meaning) {

        Member(String name, Predicate<Slice> meaning) {
            this(name.getBytes(StandardCharsets.US_ASCII), meaning);
        }
    }

    private final TimeReader times = new TimeReader();

    /** An address in an object of these is the pod's own, which {@code ipv4} is not meant to hide. */
    private final List<Member> members = List.of(
            new Member(RecordFields.KUBERNETES, LeftAlone::isObject),
            new Member("docker", LeftAlone::isObject),
            new Member(RecordFields.STREAM, value -> value.sameAs(STDOUT) || value.sameAs(STDERR)),
            new Member(RecordFields.TIMESTAMP, this::isTime),
            new Member(RecordFields.INGEST_TS, this::isTime),
            new Member("time", this::isTime),
            new Member(RecordFields.LEVEL, value -> Level.ofJson(value) != null),
            new Member(RecordFields.TRACE_ID, LeftAlone::isId),
            new Member(RecordFields.SPAN_ID, LeftAlone::isId));

    /** Whether the member whose key {@code scanner} has passed is one of these. */
    boolean holds(JsonScanner scanner, Slice value) {
        for (var member : members) {
            if (scanner.keyIs(member.name())) {
                return member.meaning().test(value);
            }
        }
        return false;
    }

    private static boolean isObject(Slice value) {
        return value.bytes()[value.from()] == '{';
    }

    private boolean isTime(Slice value) {
        long time = times.ofJson(value);
        return time >= EARLIEST && time < LATEST;
    }

    private static boolean isId(Slice value) {
        if (!value.isString() || value.length() > LONGEST_ID + 2) {
            return false;
        }
        for (int i = value.from() + 1; i < value.to() - 1; i++) {
            if (!Finder.isHex(value.bytes()[i]) && value.bytes()[i] != '-') {
                return false;
            }
        }
        return true;
    }
}
