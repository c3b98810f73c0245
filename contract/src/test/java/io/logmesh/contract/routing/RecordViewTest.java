package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Variables;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordViewTest {

    private final RecordView view = new RecordView();

    /** Hundreds of rules may ask for the same key of the same record. */
    @ParameterizedTest
    @ValueSource(strings = {Variables.FIELDS, Variables.K8S_LABELS, Variables.K8S_ANNOTATIONS})
    void readsAKeyOnceForAllRules(String variable) {
        byte[] record = record("a");
        look(record);
        var value = view.get(variable, "a");
        assertThat(value).isEqualTo("1");
        assertThat(view.get(variable, "b")).isNull();

        // Who looked again would find the one for the other.
        System.arraycopy(record("b"), 0, record, 0, record.length);

        assertThat(view.get(variable, "a")).isSameAs(value);
        assertThat(view.get(variable, "b")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Variables.FIELDS, Variables.K8S_LABELS, Variables.K8S_ANNOTATIONS})
    void forgetsThemWithTheRecord(String variable) {
        look(record("a"));
        view.get(variable, "a");
        view.get(variable, "b");

        look(record("b"));

        assertThat(view.get(variable, "a")).isNull();
        assertThat(view.get(variable, "b")).isEqualTo("1");
    }

    private void look(byte[] record) {
        var layout = new RecordLayout();
        assertThat(layout.read(record)).isTrue();
        view.of(new RawRecord("logs.raw", 0, 0, 0, record, Map::of), layout);
    }

    private static byte[] record(String key) {
        return "{\"log\":\"x\",\"K\":\"1\",\"kubernetes\":{\"labels\":{\"K\":\"1\"},\"annotations\":{\"K\":\"1\"}}}"
                .replace("K", key)
                .getBytes(StandardCharsets.UTF_8);
    }
}
