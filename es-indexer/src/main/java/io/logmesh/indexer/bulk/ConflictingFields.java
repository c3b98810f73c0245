package io.logmesh.indexer.bulk;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.MembersMoved.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves members of a document that don't fit its index into an object {@value #CONFLICTS}: their full names, and their
 * values as text. The index has that as one flattened field, into which any such text fits. A value is a string there,
 * whatever it was, because one that broke a mapping may break a flattened field, too: by its depth, or by its keys.
 *
 * <p>A document that has no {@code @timestamp} then gets the time at which it was collected, since an index in the mode
 * logsdb takes none without.
 */
public final class ConflictingFields {

    public static final String CONFLICTS = RecordFields.CONFLICTS;

    /** What is kept of a document about which nothing is known but that some field is at fault. */
    private static final Set<String> PLAIN = Set.of(
            RecordFields.TIMESTAMP,
            RecordFields.INGEST_TS,
            RecordFields.SOURCE,
            RecordFields.LEVEL,
            RecordFields.MESSAGE,
            RecordFields.TRACE_ID,
            RecordFields.SPAN_ID,
            RecordFields.EVENT_ID,
            RecordFields.TRUNCATED,
            RecordFields.LOG,
            RecordFields.STREAM);

    private final byte[] json;
    private final JsonScanner scanner = new JsonScanner();
    private final List<Member> moved = new ArrayList<>();

    private boolean hasTimestamp;

    private ConflictingFields(byte[] json) {
        this.json = json;
    }

    /**
     * The document with {@code field} moved aside, or, where that is unknown or not found, everything but the plain text
     * fields of the mesh. Nothing where the document is no JSON object, or there is nothing to do.
     *
     * @param ingestTs milliseconds since the epoch
     */
    public static Optional<byte[]> movedAside(byte[] json, Optional<String> field, long ingestTs) {
        try {
            var document = new ConflictingFields(json);
            document.collect(field);
            return document.moved.isEmpty() && document.hasTimestamp
                    ? Optional.empty()
                    : Optional.of(
                            new MembersMoved(json, document.moved).into(CONFLICTS, document.missingTime(ingestTs)));
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    private void collect(Optional<String> field) {
        // The cluster names a sub-field by its parent's name and its own, such as message.keyword.
        var name = field.orElse("");
        while (!name.isEmpty() && moved.isEmpty()) {
            enter();
            collectNamed(name, "");
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        if (moved.isEmpty()) {
            enter();
            collectAllButPlain();
        }
        hasTimestamp =
                hasTimestamp && moved.stream().noneMatch(member -> member.name().equals(RecordFields.TIMESTAMP));
    }

    private void enter() {
        hasTimestamp = false;
        if (!scanner.reset(json).beginObject()) {
            throw new MalformedJsonException("no object", 0);
        }
    }

    /** In the object that was entered, which is walked to its end. Names may have dots in them, too. */
    private void collectNamed(String wanted, String prefix) {
        while (scanner.nextMember()) {
            int start = scanner.keyStart() - 1;
            var key = key();
            note(key, prefix);
            if (key.equals(wanted)) {
                scanner.skipValue();
                moved.add(new Member(prefix + key, start, scanner.valueStart(), scanner.valueEnd()));
            } else if (wanted.startsWith(key + '.') && scanner.beginObject()) {
                collectNamed(wanted.substring(key.length() + 1), prefix + key + '.');
            } else {
                skipUnlessReserved(start, key, prefix);
            }
        }
    }

    /** A member that has the name we need is moved below it, like any other that is in the way. */
    private void skipUnlessReserved(int start, String key, String prefix) {
        scanner.skipValue();
        if (prefix.isEmpty() && key.equals(CONFLICTS)) {
            moved.add(new Member(key, start, scanner.valueStart(), scanner.valueEnd()));
        }
    }

    private void collectAllButPlain() {
        while (scanner.nextMember()) {
            int start = scanner.keyStart() - 1;
            var key = key();
            int first = scanner.peek();
            note(key, "");
            scanner.skipValue();
            if (first == '{' || first == '[' || !PLAIN.contains(key)) {
                moved.add(new Member(key, start, scanner.valueStart(), scanner.valueEnd()));
            }
        }
    }

    private Optional<Instant> missingTime(long ingestTs) {
        return hasTimestamp ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ingestTs));
    }

    private void note(String key, String prefix) {
        hasTimestamp |= prefix.isEmpty() && key.equals(RecordFields.TIMESTAMP);
    }

    private String key() {
        return JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
    }
}
