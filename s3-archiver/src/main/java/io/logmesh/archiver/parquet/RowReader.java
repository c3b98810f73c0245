package io.logmesh.archiver.parquet;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.archive.ArchiveColumn;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** Finds the columns of a record in its JSON. Nothing is lost: what fits no column goes to {@link ArchiveColumn#REST}. */
final class RowReader {

    private static final String INNER = RecordFields.KUBERNETES + '.';
    private static final Map<String, ArchiveColumn> COLUMNS = columns();

    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer decoded = new JsonBuffer(4096);
    private final Row row = new Row();
    private byte[] json = {};

    private static Map<String, ArchiveColumn> columns() {
        var columns = new HashMap<String, ArchiveColumn>();
        for (var column : ArchiveColumn.values()) {
            columns.put(String.join(".", column.path()), column);
        }
        columns.remove("");
        return columns;
    }

    /**
     * The row is the reader's own, and is another one with the next call. A line that is no JSON object is a log, and so is one
     * that can't be read for whatever reason: it would fail again each time, and its partition would stand still.
     */
    Row read(byte[] line) {
        json = line;
        try {
            row.clear();
            if (scanner.reset(line).beginObject()) {
                readMembers("");
                if (scanner.atEnd()) {
                    return row;
                }
            }
        } catch (RuntimeException _) {
            // said above
        }
        row.clear();
        row.text(ArchiveColumn.LOG, Binary.fromConstantByteArray(line));
        return row;
    }

    private void readMembers(String prefix) {
        while (scanner.nextMember()) {
            var name = prefix + JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
            if (name.equals(RecordFields.KUBERNETES) && scanner.beginObject()) {
                readMembers(INNER);
            } else {
                readMember(name);
            }
        }
    }

    private void readMember(String name) {
        var column = COLUMNS.get(name);
        if (column == null || !row.lacks(column)) {
            scanner.skipValue();
            keepRest(name);
        } else if (column.type() == ArchiveColumn.Type.MAP && scanner.beginObject()) {
            readMap(row.map(column));
        } else {
            scanner.skipValue();
            if (!fits(column)) {
                keepRest(name);
            }
        }
    }

    private void readMap(Map<String, Binary> map) {
        while (scanner.nextMember()) {
            var name = JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
            scanner.skipValue();
            map.put(name, value());
        }
    }

    /** Puts the value just passed into its column, if it is of the column's type. */
    private boolean fits(ArchiveColumn column) {
        return switch (column.type()) {
            case TEXT -> {
                if (scanner.valueIsString()) {
                    row.text(column, value());
                }
                yield scanner.valueIsString();
            }
            case TIME -> scanner.valueIsString() && fitsTime(column);
            case BOOLEAN -> fitsBoolean(column);
            case MAP -> false;
        };
    }

    private boolean fitsTime(ArchiveColumn column) {
        try {
            var time = Instant.parse(scanner.valueText());
            // A finer time than the column's would lose what is behind the milliseconds.
            boolean fits = time.truncatedTo(ChronoUnit.MILLIS).equals(time);
            if (fits) {
                row.time(column, time.toEpochMilli());
            }
            return fits;
        } catch (DateTimeParseException | ArithmeticException _) {
            return false;
        }
    }

    private boolean fitsBoolean(ArchiveColumn column) {
        int first = json[scanner.valueStart()];
        if (first == 't' || first == 'f') {
            row.truth(column, first == 't');
            return true;
        }
        return false;
    }

    private void keepRest(String name) {
        row.map(ArchiveColumn.REST).put(name, value());
    }

    /** A text as it is, anything else as JSON. */
    private Binary value() {
        int from = scanner.valueStart();
        int to = scanner.valueEnd();
        if (!scanner.valueIsString()) {
            return Binary.fromConstantByteArray(Arrays.copyOfRange(json, from, to));
        }
        JsonText.decodeTo(decoded.clear(), json, from + 1, to - 1);
        return Binary.fromConstantByteArray(decoded.toByteArray());
    }
}
