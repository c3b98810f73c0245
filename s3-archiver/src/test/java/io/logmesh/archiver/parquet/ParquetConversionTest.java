package io.logmesh.archiver.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.archive.ArchiveColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back by Parquet's own reader. */
class ParquetConversionTest {

    @TempDir
    private Path folder;

    private List<Group> rows(String... lines) throws IOException {
        try (var file = ReadParquet.of(ReadParquet.converted(folder, List.of(lines)))) {
            return file.rows();
        }
    }

    private Group row(String line) throws IOException {
        return rows(line).getFirst();
    }

    @Test
    void givesTypedColumnsWhatTheRecordHasOfThem() throws IOException {
        var row = row("""
                {"@timestamp":"2026-11-22T09:00:00.123Z","level":"info","log":"a \\"b\\"\\n","truncated":true,\
                "kubernetes":{"namespace_name":"shop","pod_name":"p-1","labels":{"app":"x","n":1}},"fields":{"ms":12}}""");
        assertThat(row.getLong("timestamp", 0)).isEqualTo(1_795_338_000_123L);
        assertThat(row.getString("level", 0)).isEqualTo("info");
        assertThat(row.getString("log", 0)).isEqualTo("a \"b\"\n");
        assertThat(row.getBoolean("truncated", 0)).isTrue();
        assertThat(row.getString("namespace", 0)).isEqualTo("shop");
        assertThat(row.getString("pod", 0)).isEqualTo("p-1");
        assertThat(ReadParquet.map(row, "labels")).containsOnly(entry("app", "x"), entry("n", "1"));
        assertThat(ReadParquet.map(row, "fields")).containsOnly(entry("ms", "12"));
        assertThat(row.getFieldRepetitionCount("message")).isZero();
        assertThat(row.getFieldRepetitionCount("rest")).isZero();
    }

    @Test
    void keepsWhatFitsNoColumn() throws IOException {
        var row = row("""
                {"level":3,"@timestamp":"yesterday","ingest_ts":"2026-11-22T09:00:00.123456Z","x":{"y":[1]},"s":"t",\
                "kubernetes":{"docker_id":"d","labels":"none"},"log":"first","log":"second"}""");
        assertThat(ReadParquet.map(row, "rest"))
                .containsOnly(
                        entry("level", "3"),
                        entry("@timestamp", "yesterday"),
                        entry("ingest_ts", "2026-11-22T09:00:00.123456Z"),
                        entry("x", "{\"y\":[1]}"),
                        entry("s", "t"),
                        entry("kubernetes.docker_id", "d"),
                        entry("kubernetes.labels", "none"),
                        entry("log", "second"));
        assertThat(row.getString("log", 0)).isEqualTo("first");
        assertThat(row.getFieldRepetitionCount("level")).isZero();
    }

    @Test
    void takesALineThatIsNoJsonObjectForALog() throws IOException {
        assertThat(rows("{\"level\":\"info\",", "[1]", "{} x"))
                .extracting(row -> row.getString("log", 0))
                .containsExactly("{\"level\":\"info\",", "[1]", "{} x");
    }

    @Test
    void keepsTheOrderOverPagesAndHasStatisticsAndAnIndex() throws IOException {
        var lines = IntStream.range(0, 50_000)
                .mapToObj(n -> "{\"ingest_ts\":\"2026-11-22T09:00:00.%03dZ\",\"log\":\"line %d\"}".formatted(n / 50, n))
                .toList();
        try (var file = ReadParquet.of(ReadParquet.converted(folder, lines))) {
            assertThat(file.rows())
                    .extracting(row -> row.getString("log", 0))
                    .containsExactlyElementsOf(IntStream.range(0, 50_000)
                            .mapToObj(n -> "line " + n)
                            .toList());
            var column = file.column(ArchiveColumn.INGEST_TS);
            assertThat((Object) column.getStatistics().genericGetMin()).isEqualTo(1_795_338_000_000L);
            assertThat((Object) column.getStatistics().genericGetMax()).isEqualTo(1_795_338_000_999L);
            assertThat(file.pages(column)).isGreaterThan(1);
        }
    }

    /** A redo must make the same object. */
    @Test
    void makesTheSameBytesOfTheSameLines() throws IOException {
        var lines = List.of("{\"level\":\"info\",\"fields\":{\"a\":\"b\"}}", "{\"log\":\"x\"}");
        assertThat(ReadParquet.converted(folder, lines)).isEqualTo(ReadParquet.converted(folder, lines));
    }

    @Test
    void readsLinesThatAreLongerThanItsBuffer() throws IOException {
        var text = "x".repeat(700_000);
        assertThat(rows("{\"log\":\"" + text + "\"}", "{\"log\":\"y\"}"))
                .extracting(row -> row.getString("log", 0))
                .containsExactly(text, "y");
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }
}
