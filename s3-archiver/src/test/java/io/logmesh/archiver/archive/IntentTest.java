package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTest {

    @Test
    void isReadBackAsItWasWritten() {
        var intent = new Intent(Long.MAX_VALUE / 100, "team-a/logs.v1");
        assertThat(Intent.parse(intent.text())).contains(intent);
        assertThat(Intent.parse(new Intent(0, "").text())).contains(new Intent(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void isNoneWhereTheMetadataIsBlank(String metadata) {
        assertThat(Intent.parse(metadata)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "logmesh-archive/2 7 json.gz logs",
                "logmesh-archive/1 7 parquet logs",
                "logmesh-archive/1 -7 json.gz logs"
            })
    void isRefusedInAnotherVersion(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Intent.parse(metadata))
                .withMessageContaining(metadata);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logs", "logs/", "a//b", "a b", "ä", "a\nb"})
    void refusesAPrefixThatCouldNotBeReadBackOrMakesEmptyFolders(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Intent(0, prefix));
    }

    @Test
    void staysFarBelowTheLimitOfABroker() {
        var longest = new Intent(999_999_999_999_999_999L, "x".repeat(Intent.MAX_PREFIX));
        assertThat(longest.text()).hasSizeLessThan(600);
    }
}
