package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.routing.Inspection.Form;
import io.logmesh.contract.routing.Inspection.Inspected;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    private static final long KAFKA_TIME = 1_800_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"log\":\"a\"}      | UNTOUCHED | 1",
                "{\"log\":\"a\"       | WRAPPED   | 1",
                "text                 | WRAPPED   | 1",
                "``                   | WRAPPED   | 1",
                "[{\"log\":\"a\"},7]  | SPLIT     | 2",
                "{\"a\":1}{\"b\":2}   | SPLIT     | 2",
            })
    void tellsWhatWasDoneToTheMessage(String value, Form form, int records) {
        var inspection = inspect(value.getBytes(StandardCharsets.UTF_8));

        assertThat(inspection.form()).isEqualTo(form);
        assertThat(inspection.records()).hasSize(records);
    }

    @Test
    void tellsThatItWasRepairedOrCut() {
        assertThat(inspect("{\"log\":\"\u00ff\"}\n".getBytes(StandardCharsets.ISO_8859_1))
                        .form())
                .isEqualTo(Form.REPAIRED);
        assertThat(inspect("\u00ff".getBytes(StandardCharsets.ISO_8859_1)).form())
                .isEqualTo(Form.WRAPPED);
        assertThat(only("{\"log\":\"a\"}").truncated()).isFalse();
        assertThat(only("{\"log\":\"" + "x".repeat(Routing.MAX_VALUE_BYTES) + "\"}")
                        .truncated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"log\":\"a\"}                  | KAFKA_FOR_LACK_OF_A_STAMP          | 1800000000000",
                "{\"ingest_ts\":1800000000}       | COLLECTOR                          | 1800000000000",
                "{\"ingest_ts\":1799999999123}    | COLLECTOR                          | 1799999999123",
                "{\"ingest_ts\":\"2001-01-01T00:00:00Z\"} | KAFKA_SINCE_THE_STAMP_IS_FAR_OFF | 1800000000000",
                "{\"ingest_ts\":\"soon\"}         | KAFKA_SINCE_THE_STAMP_IS_UNREADABLE | 1800000000000",
            })
    void tellsWhereTheIngestTimeComesFrom(String value, IngestOrigin origin, long millis) {
        assertThat(only(value).ingestOrigin()).isEqualTo(origin);
        assertThat(only(value).ingestTs()).isEqualTo(millis);
    }

    @Test
    void seesWhatExpressionsSee() {
        var record = only("{\"log\":\"a\",\"severity\":\"WARN\",\"kubernetes\":{\"pod_name\":\"p\"}}");

        assertThat(record.variables().get(Variables.LEVEL)).isEqualTo("WARN");
        assertThat(record.variables().get(Variables.K8S_POD)).isEqualTo("p");
        assertThat(record.variables().get(Variables.STREAM)).isNull();
    }

    /** What is explained must be what is decided. */
    @Property(tries = 2_000)
    void hasTheRecordsThatRoutingHas(@ForAll("messages") String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        var outcomes = new ArrayList<Outcome>();

        new Routing(Sources.none()).route(raw(bytes), outcomes::add);

        assertThat(inspect(bytes).records())
                .extracting(Inspected::id)
                .containsExactlyElementsOf(outcomes.stream().map(Outcome::id).toList());
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"log\"",
                        "\"ingest_ts\"",
                        "1800000000",
                        "\"a\"",
                        "\n",
                        "{\"a\":1}",
                        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{}]}]}]}",
                        "\ufffd")
                .list()
                .ofMaxSize(8)
                .map(words -> String.join("", words));
    }

    private static Inspected only(String value) {
        return inspect(value.getBytes(StandardCharsets.UTF_8)).records().getFirst();
    }

    private static Inspection inspect(byte[] value) {
        return Inspection.of(raw(value));
    }

    private static RawRecord raw(byte[] value) {
        return new RawRecord("logs.raw", 3, 42, KAFKA_TIME, value, Map::of);
    }
}
