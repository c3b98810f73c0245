package io.logmesh.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.contract.archive.ArchiveColumn;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * The baseline of the archiver for Parquet: consumes a topic, reads each record into a tree, and gives it to the bare
 * writer, into nothing.
 */
final class ParquetLoop {

    private final ObjectMapper mapper = new ObjectMapper();
    private final BareParquet parquet;

    private ParquetLoop(int level) {
        parquet = new BareParquet(level);
    }

    /** Runs until it is terminated. Arguments: bootstrap servers, group, topic, level. */
    public static void main(String[] args) throws IOException {
        var loop = new ParquetLoop(Integer.parseInt(args[3]));
        ConsumingLoop.run(args[0], args[1], args[2], loop::add);
    }

    private void add(byte[] value) throws IOException {
        var record = (ObjectNode) mapper.readTree(value);
        parquet.write(out -> write(record, out));
    }

    private void write(ObjectNode record, RecordConsumer out) {
        out.startMessage();
        for (var column : ArchiveColumn.values()) {
            var value = column == ArchiveColumn.REST ? record : take(record, column.path());
            if (!value.isMissingNode()) {
                int index = BareParquet.TYPE.getFieldIndex(column.column());
                out.startField(column.column(), index);
                write(column, value, out);
                out.endField(column.column(), index);
            }
        }
        out.endMessage();
    }

    /** Takes the value out of the record, so that what no column wants is left. */
    private static JsonNode take(ObjectNode record, List<String> path) {
        JsonNode at = record;
        for (var name : path.subList(0, path.size() - 1)) {
            at = at.path(name);
        }
        return at instanceof ObjectNode object && object.has(path.getLast())
                ? object.remove(path.getLast())
                : at.path(path.getLast());
    }

    private static void write(ArchiveColumn column, JsonNode value, RecordConsumer out) {
        switch (column.type()) {
            case TEXT -> out.addBinary(Binary.fromString(value.asText()));
            case TIME -> out.addLong(Instant.parse(value.asText()).toEpochMilli());
            case BOOLEAN -> out.addBoolean(value.asBoolean());
            case MAP -> writeMap(value, out);
        }
    }

    private static void writeMap(JsonNode map, RecordConsumer out) {
        out.startGroup();
        if (!map.isEmpty()) {
            out.startField(BareParquet.ENTRIES, 0);
            map.properties().forEach(entry -> {
                out.startGroup();
                text(BareParquet.KEY, 0, entry.getKey(), out);
                var value = entry.getValue();
                text(BareParquet.VALUE, 1, value.isTextual() ? value.asText() : value.toString(), out);
                out.endGroup();
            });
            out.endField(BareParquet.ENTRIES, 0);
        }
        out.endGroup();
    }

    private static void text(String name, int index, String text, RecordConsumer out) {
        out.startField(name, index);
        out.addBinary(Binary.fromString(text));
        out.endField(name, index);
    }
}
