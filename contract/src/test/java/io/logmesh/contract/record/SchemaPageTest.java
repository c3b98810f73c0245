package io.logmesh.contract.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.archive.ArchiveColumn;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/schema.md} equal to {@link RecordField}; the services' tests keep templates and columns equal to it. */
class SchemaPageTest {

    private static final Path PAGE = Path.of("..", "docs", "schema.md");
    private static final String WRITE = "logmesh.write-docs";

    private static final String HEAD = """
            # The enriched record
            What the enricher makes of a log line, as it stands in `logs.enriched.<source>`, in the archive and in the index. This page is made
            from `io.logmesh.contract.record.RecordField`, as are the indexer's mappings and the archiver's Parquet columns. Who changes that
            makes the page anew with `./mvnw test -pl contract -Dtest=SchemaPageTest -Dlogmesh.write-docs`.

            Every field may be absent but `@timestamp`, `ingest_ts`, `source` and `event_id`. What has no type for Elasticsearch is kept
            there and can't be searched for; what has none for Parquet and Trino stands in the column `rest`, by its full name, as text.

            | field | | JSON | Elasticsearch | column | Parquet | Trino |
            |---|---|---|---|---|---|---|
            """;

    private static final String TAIL = """

            Times are ISO 8601 in UTC with milliseconds in JSON. Where Elasticsearch lacks `match_only_text`, it is `text`. An object's values are
            texts in Elasticsearch's `flattened`; in Parquet a text stands as it is and anything else as its JSON. `kubernetes` has these names whatever
            the collector calls them (decision [0019](decisions/0019-one-shape-of-kubernetes.md)). What a collector sends under
            the name of one of the mesh's own fields and with another meaning is in `fields` (decision
            [0002](decisions/0002-fields-with-the-meshs-names.md)); what of another type is where a column should be, is in `rest`. Trino's types are
            those of a table of its Hive connector over Parquet; no test reads this table with Trino itself:

            ```sql
            CREATE TABLE logs (
            ${columns},
              dt date, hour integer
            ) WITH (format = 'PARQUET', partitioned_by = ARRAY['dt', 'hour'], external_location = 's3://bucket/logs/<source>')
            ```
            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (System.getProperty(WRITE) != null) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "docs/schema.md is not what RecordField says; make it anew with"
                                + " ./mvnw test -pl contract -Dtest=SchemaPageTest -D%s, and look at the difference",
                        WRITE)
                .isEqualTo(page());
    }

    /** Else a name that the mesh writes would be missing on the page, in the mapping and among the columns. */
    @Test
    void everyNameOfARecordIsDefined() {
        var defined = Arrays.stream(RecordField.values())
                .filter(field -> !field.path().isEmpty())
                .map(field -> field.path().getFirst())
                .collect(Collectors.toSet());

        var names = Arrays.stream(RecordFields.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(SchemaPageTest::value)
                .toList();

        assertThat(names).isNotEmpty();
        assertThat(defined)
                .as("RecordField lacks a constant for a name of RecordFields")
                .containsAll(names);
    }

    /** In both directions: a column of a field that the archive does not write would be a lie on the page. */
    @Test
    void everyColumnIsOneOfTheArchive() {
        assertThat(Arrays.stream(ArchiveColumn.values()).map(ArchiveColumn::field))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RecordField.values())
                        .filter(field -> field.column().isPresent())
                        .toList());
        assertThat(List.of(ArchiveColumn.values())).last().isEqualTo(ArchiveColumn.REST);
        assertThat(Arrays.stream(ArchiveColumn.values()).map(ArchiveColumn::type))
                .doesNotContainNull();
    }

    private static String page() {
        var rows = Arrays.stream(RecordField.values()).map(SchemaPageTest::row).collect(Collectors.joining("\n"));
        return HEAD + rows + "\n" + TAIL.replace("${columns}", columns());
    }

    private static String row(RecordField field) {
        var type = field.type();
        var cells = List.of(
                field.path().isEmpty() ? "" : '`' + String.join(".", field.path()) + '`',
                field.meaning(),
                field.path().isEmpty() || field == RecordField.CONFLICTS ? "" : type.json(),
                field.isIndexed() ? '`' + type.elasticsearch() + '`' : "",
                cell(field.column()),
                field.column().map(_ -> type.parquet()).orElse(""),
                cell(field.column().map(_ -> type.trino())));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String cell(Optional<String> code) {
        return code.map(text -> '`' + text + '`').orElse("");
    }

    private static String columns() {
        return Arrays.stream(ArchiveColumn.values())
                .map(column ->
                        "  " + column.column() + ' ' + column.field().type().trino())
                .collect(Collectors.joining(",\n"));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
