package io.logmesh.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.catalog.CatalogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTest {

    @Test
    void takesFieldsAndJsonAlike() {
        var fields = Written.entry(List.of("team=a \"b\"", "version=1=2", "labels.x.io/tier=1", "labels.a=b"));
        var json = Written.entry(
                List.of(
                        " {\"team\":\"a \\\"b\\\"\",\"version\":\"1=2\",\"labels\":{\"a\":\"b\",\"x.io/tier\":\"1\"},\"by\":\"kubernetes\"}"));

        assertThat(json(fields))
                .isEqualTo(
                        "{\"team\":\"a \\\"b\\\"\",\"version\":\"1=2\",\"labels\":{\"a\":\"b\",\"x.io/tier\":\"1\"}}");
        assertThat(json).isEqualTo(fields);
        assertThat(json(Written.entry(List.of("labels.a=b")))).isEqualTo("{\"labels\":{\"a\":\"b\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team=a team=b | is given twice",
                "=a | is neither field=text",
                "{\"team\":1} | team must be a text, in quotes",
                "{\"team\": | it is no JSON",
                "{\"team\":\"a\",\"pager\":\"b\"} | is none of service",
                "labels={} | labels must be an object",
            })
    void refusesTheRest(String words, String why) {
        assertThatThrownBy(() -> Written.entry(List.of(words.split(" "))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void showsAnEntryAsItCouldBePut() {
        var entry = Written.entry(List.of("zone=z", "team=the team", "labels.a=it's"));

        assertThat(Shown.text(entry)).isEqualTo("team='the team' zone=z labels.a='it'\\''s'");
        assertThat(Shown.text(new CatalogEntry(entry.texts(), entry.labels(), true)))
                .endsWith(" (by the watcher)");
        assertThat(Shown.json("namespace/a", entry))
                .isEqualTo("{\"key\":\"namespace/a\",\"entry\":{\"team\":\"the team\",\"zone\":\"z\","
                        + "\"labels\":{\"a\":\"it's\"}}}");
        assertThat(Shown.table(Map.of("namespace/a", entry))).hasSize(1);
        assertThat(Shown.table(Map.of())).isEmpty();
    }

    private static String json(CatalogEntry entry) {
        return new String(entry.toJson(), StandardCharsets.UTF_8);
    }
}
