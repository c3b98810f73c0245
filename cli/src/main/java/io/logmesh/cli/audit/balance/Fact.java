package io.logmesh.cli.audit.balance;

import io.logmesh.contract.CoveredIds;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * One thing that was found out about a record.
 *
 * @param id the record's identity, as {@link io.logmesh.contract.RecordId} makes it
 * @param source the source it is a record of; empty in a dead letter that had none yet, whose id tells no more than the
 *     place of the raw message
 * @param stage of a dead letter, the service that refused the record; else empty
 * @param rules of what is expected or dropped, the rules by which it is, if others that may have been in force make
 *     something else of the record; else empty
 */
public record Fact(Kind kind, String id, String source, String stage, String rules) {

    /** What was found out. */
    public enum Kind {
        /** A raw record belongs to the source, so it must be in the archive and the index. */
        EXPECTED,
        /** A raw record belongs to the source, whose rule drops it. */
        DROPPED,
        /** The archive holds it, once for each fact. */
        ARCHIVED,
        /** As {@link #ARCHIVED}, of a record that says of itself that no index holds it. */
        ARCHIVED_ONLY,
        /** It waits to be sent on, or did: it stands in a topic for what is beyond a quota. */
        PARKED,
        /** An index holds it, once for each fact. */
        INDEXED,
        /** A dead letter holds it. */
        DEAD
    }

    /** Ids of the mesh are far shorter; what else stands in an archive may be of any length. */
    private static final int LONGEST_ID = 200;

    public Fact {
        id = id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }

    public static Fact of(Kind kind, String id, String source) {
        return new Fact(kind, id, source, "", "");
    }

    public static Fact dead(String id, String source, String stage) {
        return new Fact(Kind.DEAD, id, source, stage, "");
    }

    /** The same, by these rules only. */
    public Fact by(String someRules) {
        return new Fact(kind, id, source, stage, someRules);
    }

    /** The same of the records that were joined to this one; {@code covers} is as {@link CoveredIds} writes it. */
    public List<Fact> ofCovered(String covers) {
        return covers.isEmpty()
                ? List.of()
                : CoveredIds.read(id, covers).orElse(List.of()).stream()
                        .map(covered -> new Fact(kind, covered, source, stage, ""))
                        .toList();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeUTF(id);
        out.writeUTF(source);
        out.writeUTF(stage);
        out.writeUTF(rules);
    }

    static Fact read(DataInputStream in) throws IOException {
        return new Fact(Kind.valueOf(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
    }
}
