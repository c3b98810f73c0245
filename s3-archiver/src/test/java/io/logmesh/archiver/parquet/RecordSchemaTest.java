package io.logmesh.archiver.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.record.RecordField;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

/** A file has the columns that {@code docs/schema.md} lists, with the types that it names, and no others. */
class RecordSchemaTest {

    @Test
    void hasTheColumnsOfTheDefinitionInTheirTypes() {
        var defined = new TreeMap<String, String>();
        Arrays.stream(RecordField.values()).forEach(field -> field.column()
                .ifPresent(column -> defined.put(column, field.type().parquet())));

        var written = RecordSchema.TYPE.getFields().stream()
                .collect(Collectors.toMap(Type::getName, RecordSchemaTest::inWords, (a, _) -> a, TreeMap::new));

        assertThat(written)
                .as("see RecordField, and make docs/schema.md anew as it says")
                .isEqualTo(defined);
        assertThat(RecordSchema.TYPE.getFields()).allMatch(column -> column.isRepetition(Type.Repetition.OPTIONAL));
    }

    private static String inWords(Type type) {
        if (!type.isPrimitive()) {
            var entry = type.asGroupType().getType(RecordSchema.ENTRIES).asGroupType();
            return "MAP (" + entry.getType(RecordSchema.KEY).getLogicalTypeAnnotation() + ", "
                    + entry.getType(RecordSchema.VALUE).getLogicalTypeAnnotation() + ')';
        }
        var physical = type.asPrimitiveType().getPrimitiveTypeName().name().replace("BINARY", "BYTE_ARRAY");
        var logical = type.getLogicalTypeAnnotation();
        return switch (logical) {
            case null -> physical;
            case TimestampLogicalTypeAnnotation time ->
                physical + " (TIMESTAMP, " + time.getUnit().name().toLowerCase(Locale.ROOT)
                        + (time.isAdjustedToUTC() ? ", UTC)" : ")");
            default -> physical + " (" + logical + ')';
        };
    }
}
