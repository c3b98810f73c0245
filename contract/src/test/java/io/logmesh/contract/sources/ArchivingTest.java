package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logmesh.contract.archive.ArchiveFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivingTest {

    private static Sources sources(String archive) throws InvalidSourcesException {
        return Sources.parse("f", "sources: {a: {match: 'true', archive: " + archive + "}}");
    }

    @Test
    void readsEveryKey() throws Exception {
        var archive = sources("""
                {format: parquet, level: 5, layout: '{source}/{dt}',
                 rotate: {size: 128MiB, every: 5m, aligned: true, records: 1000000, hourly: true}}""").named("a").orElseThrow().archive();
        assertThat(archive.format()).contains(ArchiveFormat.PARQUET);
        assertThat(archive.level()).contains(5);
        assertThat(archive.layout()).map(Object::toString).contains("{source}/{dt}");
        assertThat(archive.size()).contains(128L << 20);
        assertThat(archive.every()).contains(Duration.ofMinutes(5));
        assertThat(archive.aligned()).contains(true);
        assertThat(archive.records()).contains(1_000_000L);
        assertThat(archive.hourly()).contains(true);
    }

    @Test
    void leavesWhatIsNotSaidToTheArchiver() throws Exception {
        assertThat(sources("{}").named("a").orElseThrow().archive()).isEqualTo(Archiving.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{format: parket}                    | format is one of json, json.gz, json.zst, parquet",
                "{format: json.gz, level: 12}        | json.gz has a level from 1 to 9",
                "{format: json, level: 1}            | json has no level",
                "{level: 3}                          | level needs the format",
                "{layout: 'dt={dt}'}                 | the first folder must be {source}",
                "{rotate: {size: big}}               | size is a size such as",
                "{rotate: {each: 5m}}                | unknown key 'each'"
            })
    void namesWhatIsWrong(String archive, String problem) {
        assertThat(catchThrowableOfType(InvalidSourcesException.class, () -> sources(archive)))
                .hasMessageContaining(problem);
    }

    /** Objects of other formats than before are a change that the records' header of rules should show. */
    @Test
    void countsInTheHashOfTheRules() throws Exception {
        assertThat(sources("{format: json}").hash()).isNotEqualTo(sources("{}").hash());
    }
}
