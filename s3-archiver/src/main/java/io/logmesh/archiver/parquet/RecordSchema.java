package io.logmesh.archiver.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.logmesh.contract.archive.ArchiveColumn;
import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of {@link ArchiveColumn} in the words of Parquet; maps are of three levels, as its specification has them. */
final class RecordSchema {

    static final String ENTRIES = "key_value";
    static final String KEY = "key";
    static final String VALUE = "value";

    static final MessageType TYPE = new MessageType(
            "record",
            Arrays.stream(ArchiveColumn.values()).map(RecordSchema::type).toList());

    private RecordSchema() {}

    private static Type type(ArchiveColumn column) {
        return switch (column.type()) {
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.column());
            case TIME ->
                Types.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(column.column());
            case BOOLEAN -> Types.optional(BOOLEAN).named(column.column());
            case MAP ->
                Types.optionalMap()
                        .key(Types.required(BINARY).as(stringType()).named(KEY))
                        .value(Types.optional(BINARY).as(stringType()).named(VALUE))
                        .named(column.column());
        };
    }
}
