package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OncePerMinuteTest {

    private static final long NOW = 1_714_903_200_000L;

    private final OncePerMinute warnings = new OncePerMinute();

    @Test
    void saysItAgainAfterAMinute() {
        assertThat(warnings.isDue("a", NOW)).isTrue();
        assertThat(warnings.isDue("a", NOW)).isFalse();
        assertThat(warnings.isDue("a", NOW + 59_999)).isFalse();
        assertThat(warnings.isDue("a", NOW + 60_000)).isTrue();
        assertThat(warnings.isDue("a", NOW + 60_001)).isFalse();
    }

    @Test
    void saysItOfEachTopic() {
        assertThat(warnings.isDue("a", NOW)).isTrue();
        assertThat(warnings.isDue("b", NOW)).isTrue();
    }
}
