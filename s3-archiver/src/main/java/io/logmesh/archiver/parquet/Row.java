package io.logmesh.archiver.parquet;

import io.logmesh.contract.archive.ArchiveColumn;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The values of one record, by column. */
final class Row {

    private final Map<ArchiveColumn, Object> values = new EnumMap<>(ArchiveColumn.class);
    private final Map<ArchiveColumn, Map<String, Binary>> maps = new EnumMap<>(ArchiveColumn.class);

    void clear() {
        values.clear();
        maps.clear();
    }

    /** Whether the column is still free: of two members of one name, only one can have it. */
    boolean lacks(ArchiveColumn column) {
        return !values.containsKey(column) && !maps.containsKey(column);
    }

    void text(ArchiveColumn column, Binary text) {
        values.put(column, text);
    }

    void time(ArchiveColumn column, long millis) {
        values.put(column, millis);
    }

    void truth(ArchiveColumn column, boolean truth) {
        values.put(column, truth);
    }

    /** A map to put entries into; of two entries of one name, the last one stays. */
    Map<String, Binary> map(ArchiveColumn column) {
        return maps.computeIfAbsent(column, _ -> new LinkedHashMap<>());
    }

    void writeTo(RecordConsumer out) {
        out.startMessage();
        values.forEach((column, value) -> {
            out.startField(column.column(), index(column));
            switch (value) {
                case Binary text -> out.addBinary(text);
                case Long millis -> out.addLong(millis);
                default -> out.addBoolean((Boolean) value);
            }
            out.endField(column.column(), index(column));
        });
        maps.forEach((column, entries) -> {
            out.startField(column.column(), index(column));
            writeMap(entries, out);
            out.endField(column.column(), index(column));
        });
        out.endMessage();
    }

    private static int index(ArchiveColumn column) {
        return RecordSchema.TYPE.getFieldIndex(column.column());
    }

    private static void writeMap(Map<String, Binary> entries, RecordConsumer out) {
        out.startGroup();
        if (!entries.isEmpty()) {
            out.startField(RecordSchema.ENTRIES, 0);
            entries.forEach((name, value) -> {
                out.startGroup();
                out.startField(RecordSchema.KEY, 0);
                out.addBinary(Binary.fromString(name));
                out.endField(RecordSchema.KEY, 0);
                out.startField(RecordSchema.VALUE, 1);
                out.addBinary(value);
                out.endField(RecordSchema.VALUE, 1);
                out.endGroup();
            });
            out.endField(RecordSchema.ENTRIES, 0);
        }
        out.endGroup();
    }
}
