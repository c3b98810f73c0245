package io.logmesh.cli.parquet;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.archive.ArchiveColumn;
import io.logmesh.contract.json.JsonBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;

/**
 * Writes a row as the JSON object it was made of. What went to a map has become text there, and stays text; so this shows
 * the record, and says which it is, but is not its bytes.
 */
final class RowText {

    private static final String INNER = RecordFields.KUBERNETES + '.';
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final JsonBuffer out = new JsonBuffer(4096);

    /** The object and a line break. */
    byte[] of(Group row) {
        out.clear().append((byte) '{');
        for (var column : ArchiveColumn.values()) {
            if (column.path().size() == 1 && has(row, column)) {
                member(column, row);
            }
        }
        kubernetes(row);
        rest(row, false);
        return out.append("}\n").toByteArray();
    }

    private void kubernetes(Group row) {
        int before = out.length();
        name(RecordFields.KUBERNETES).append((byte) '{');
        int empty = out.length();
        for (var column : ArchiveColumn.values()) {
            if (column.path().size() == 2 && has(row, column)) {
                member(column, row);
            }
        }
        rest(row, true);
        if (out.length() == empty) {
            out.truncate(before);
        } else {
            out.append((byte) '}');
        }
    }

    private void member(ArchiveColumn column, Group row) {
        name(column.path().getLast());
        switch (column.type()) {
            case TEXT -> out.appendString(row.getString(column.column(), 0));
            case TIME -> out.appendString(TIME.format(Instant.ofEpochMilli(row.getLong(column.column(), 0))));
            case BOOLEAN -> out.append(Boolean.toString(row.getBoolean(column.column(), 0)));
            case MAP -> {
                out.append((byte) '{');
                entries(row, column).forEach(entry -> name(key(entry)).appendString(value(entry)));
                out.append((byte) '}');
            }
        }
    }

    /** The members that have no column, of {@code kubernetes} or of the record itself. */
    private void rest(Group row, boolean inner) {
        for (var entry : entries(row, ArchiveColumn.REST)) {
            if (key(entry).startsWith(INNER) == inner) {
                name(inner ? key(entry).substring(INNER.length()) : key(entry)).appendString(value(entry));
            }
        }
    }

    /** Begins a member; the byte before tells whether one stands there already. */
    private JsonBuffer name(String name) {
        if (out.array()[out.length() - 1] != '{') {
            out.append((byte) ',');
        }
        return out.appendString(name).append((byte) ':');
    }

    private static boolean has(Group row, ArchiveColumn column) {
        return row.getFieldRepetitionCount(column.column()) > 0;
    }

    private static List<Group> entries(Group row, ArchiveColumn column) {
        if (!has(row, column)) {
            return List.of();
        }
        var map = row.getGroup(column.column(), 0);
        return IntStream.range(0, map.getFieldRepetitionCount(0))
                .mapToObj(index -> map.getGroup(0, index))
                .toList();
    }

    private static String key(Group entry) {
        return entry.getString(0, 0);
    }

    private static String value(Group entry) {
        return entry.getFieldRepetitionCount(1) == 0 ? "" : entry.getString(1, 0);
    }
}
