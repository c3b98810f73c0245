package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.sources.IndexSettings.Into;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSettingsTest {

    @Test
    void readsEverySetting() throws InvalidSourcesException {
        var index = index(
                "{into: stream, retention: 7d, shards: 2, refresh: 5s, sample: {keep: 10%, when: level == 'info'}}");

        assertThat(index.isIndexed()).isTrue();
        assertThat(index.into()).isEqualTo(Into.STREAM);
        assertThat(index.retention()).contains(Duration.ofDays(7));
        assertThat(index.shards()).contains(2);
        assertThat(index.refresh()).contains(Duration.ofSeconds(5));
        assertThat(index.sample()).hasValueSatisfying(sample -> {
            assertThat(sample.keep()).isEqualTo(0.1);
            assertThat(sample.when()).isPresent();
        });
    }

    @Test
    void indexesAllWhereNothingIsSaid() throws InvalidSourcesException {
        assertThat(Sources.parse("logmesh.yaml", "sources: {web: {match: 'true'}}")
                        .named("web"))
                .hasValueSatisfying(web -> assertThat(web.index()).isEqualTo(IndexSettings.DEFAULT));
        assertThat(index("true")).isEqualTo(IndexSettings.DEFAULT);
        assertThat(index("{}")).isEqualTo(IndexSettings.DEFAULT);
    }

    @Test
    void indexesNothingWhereThatIsSaid() throws InvalidSourcesException {
        assertThat(index("false")).isEqualTo(IndexSettings.NONE);
        assertThat(index("false").isIndexed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maybe                          | index of source 'web' must be a mapping",
                "{into: somewhere}              | into is one of own, shared, auto, stream, not 'somewhere'",
                "{retention: 12h}               | retention of an index is 1d at least",
                "{retention: forever}           | retention is a length of time",
                "{shards: 0}                    | shards is a number from 1 to 1024, not '0'",
                "{into: shared, shards: 2}      | shards can't be said of an index that sources share",
                "{into: shared, retention: 7d}  | retention can't be said of an index that sources share",
                "{sample: {when: level == 'a'}} | sample needs keep",
                "{sample: {keep: 200%}}         | keep is a share",
                "{sample: {keep: 1%, when: x}}  | unknown name 'x'",
                "{retenton: 7d}                 | unknown key 'retenton' in index of source 'web'"
            })
    void refusesWhatItDoesNotUnderstand(String section, String problem) {
        assertThatThrownBy(() -> index(section))
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("logmesh.yaml:4:")
                .hasMessageContaining(problem);
    }

    private static IndexSettings index(String section) throws InvalidSourcesException {
        var yaml = """
                sources:
                  web:
                    match: 'true'
                    index: %s
                """.formatted(section);
        return Sources.parse("logmesh.yaml", yaml).named("web").orElseThrow().index();
    }
}
