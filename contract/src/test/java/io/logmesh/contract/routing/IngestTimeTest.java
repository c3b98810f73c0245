package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTimeTest {

    private static final Instant KAFKA = Instant.parse("2026-11-22T09:15:30.500Z");

    @ParameterizedTest
    @CsvSource({
        "'\"2026-11-22T09:15:00.123Z\"', 2026-11-22T09:15:00.123Z",
        "'\"2026-11-22T09:15:00.123456789Z\"', 2026-11-22T09:15:00.123Z",
        "'\"2026-11-22T09:15:00Z\"', 2026-11-22T09:15:00Z",
        "'\"2026-11-22T09:15:00,5\"', 2026-11-22T09:15:00.500Z",
        "'\"2026-11-22 09:15:00\"', 2026-11-22T09:15:00Z",
        "'\"2026-11-22T14:45:00.1+05:30\"', 2026-11-22T09:15:00.100Z",
        "'\"2026-11-22T01:15:00-0800\"', 2026-11-22T09:15:00Z",
        "1795338900, 2026-11-22T09:15:00Z",
        "1795338900.25, 2026-11-22T09:15:00.250Z",
        "1795338900123, 2026-11-22T09:15:00.123Z",
        "1795338900123456, 2026-11-22T09:15:00.123Z",
        "1795338900123456789, 2026-11-22T09:15:00.123Z",
        "'\"1795338900123\"', 2026-11-22T09:15:00.123Z",
    })
    void readsWhatCollectorsWrite(String ingestTs, Instant expected) {
        assertThat(ingestTime(ingestTs)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"yesterday\"",
                "\"2026-13-22T09:15:00Z\"",
                "\"2026-02-30T09:15:00Z\"",
                "\"2026-11-22\"",
                "\"2026-11-22T09:15\"",
                "\"2026-11-22T09:15:00Zulu\"",
                "\"2026-11-22T09:15:00 CET\"",
                "\"2026-\"",
                "\"2026-11-22T25:15:00Z\"",
                "null",
                "true",
                "{}",
                "[]",
                "-5",
                "0",
                "1e9",
                "99999999999999999999999",
                "\"\u00e9\"",
            })
    void takesKafkasTimeWhereTheStampIsUnreadable(String ingestTs) {
        assertThat(ingestTime(ingestTs)).isEqualTo(KAFKA);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-15T09:15:30.500Z, true",
        "2026-11-15T09:15:30.499Z, false",
        "2026-11-22T10:15:30.500Z, true",
        "2026-11-22T10:15:30.501Z, false",
    })
    void takesKafkasTimeWhereTheStampIsInsane(String stamp, boolean sane) {
        assertThat(ingestTime('"' + stamp + '"')).isEqualTo(sane ? Instant.parse(stamp) : KAFKA);
    }

    @Test
    void isZeroWhereNobodyKnows() {
        assertThat(IngestTime.of(layout("{}"), -1)).isZero();
    }

    private static Instant ingestTime(String ingestTs) {
        return Instant.ofEpochMilli(IngestTime.of(layout("{\"ingest_ts\":" + ingestTs + "}"), KAFKA.toEpochMilli()));
    }

    private static RecordLayout layout(String value) {
        var layout = new RecordLayout();
        assertThat(layout.read(value.getBytes(StandardCharsets.UTF_8))).isTrue();
        return layout;
    }
}
