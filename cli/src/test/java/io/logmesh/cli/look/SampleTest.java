package io.logmesh.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void admitsSoManyASecondAndCountsTheOthers() {
        var sample = new Sample(2);

        assertThat(sample.admits(0)).isTrue();
        assertThat(sample.admits(1)).isTrue();
        assertThat(sample.admits(999_999_999)).isFalse();
        assertThat(sample.admits(1_000_000_000)).isTrue();
        assertThat(sample.takeSkipped()).isEqualTo(1);
        assertThat(sample.takeSkipped()).isZero();
    }

    @Test
    void worksWithAClockBelowZero() {
        var sample = new Sample(1);

        assertThat(sample.admits(-1)).isTrue();
        assertThat(sample.admits(-2)).isFalse();
        assertThat(sample.admits(0)).isTrue();
    }
}
