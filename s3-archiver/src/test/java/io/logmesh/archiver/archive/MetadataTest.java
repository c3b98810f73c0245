package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    @ParameterizedTest
    @EnumSource
    void isReadBackAsItWasWritten(ArchiveFormat format) {
        var layout = ArchiveLayout.parse("{source}/{year}/{month}/{day}/ns={namespace}");
        for (var prefix : new String[] {"", "logs", "team-a/logs.v1"}) {
            var recipe = new Recipe(prefix, layout, Encoding.of(format));
            var intent = new Metadata.Intent(Long.MAX_VALUE / 100, 1_795_338_000_000L, recipe);
            assertThat(Metadata.parse(intent.text())).isEqualTo(intent);
        }
    }

    @Test
    void saysHowFarASettledPartitionHasCome() {
        var settled = new Metadata.Settled(1_795_338_000_000L);
        assertThat(Metadata.parse(settled.text())).isEqualTo(settled);
        assertThat(new Metadata.Settled(Metadata.NOTHING).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void declaresNothingWhereItIsBlank(String text) {
        assertThat(Metadata.parse(text)).isEqualTo(new Metadata.Settled(Metadata.NOTHING));
    }

    /** A rolling update takes over partitions with ranges that the version before has declared. */
    @Test
    void readsTheIntentsOfVersion1() {
        assertThat(Metadata.parse("logmesh-archive/1 7 json.gz old/place"))
                .isEqualTo(new Metadata.Intent(7, -1, TestArchive.recipe(ArchiveFormat.JSON_GZIP, "old/place")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "logmesh-archive/3 7 -1 json.gz:4 logs {source}/{dt}",
                "logmesh-archive/2 7 -1 avro:4 logs {source}/{dt}",
                "logmesh-archive/2 7 -1 json.gz:4 logs {source}/{pod}",
                "logmesh-archive/2 -7 -1 json.gz:4 logs {source}/{dt}",
                "logmesh-archive/1 7 parquet logs"
            })
    void isRefusedInAnotherVersion(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logs", "logs/", "a//b", "a b", "ä", "a\nb"})
    void refusesAPrefixThatCouldNotBeReadBackOrMakesEmptyFolders(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> TestArchive.recipe(ArchiveFormat.JSON, prefix));
    }

    @Test
    void staysFarBelowTheLimitOfABroker() {
        var layout = ArchiveLayout.parse("{source}/" + "x".repeat(ArchiveLayout.MAX_LENGTH - "{source}/".length()));
        var recipe = new Recipe("x".repeat(Recipe.MAX_PREFIX), layout, Encoding.of(ArchiveFormat.PARQUET));
        var longest = new Metadata.Intent(999_999_999_999_999_999L, 999_999_999_999_999_999L, recipe);
        assertThat(longest.text()).hasSizeLessThan(700);
    }
}
