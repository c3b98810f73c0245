package io.logmesh.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.ChildDeath;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final ChildDeath DEATH = new ChildDeath("s3", 137, Path.of("s3.log"), List.of("the end"));

    private final Progress progress = new Progress(new PrintWriter(new StringWriter()));

    @Test
    void deathEndsTheWaitOfWhoStartsOthers() {
        progress.interruptOnDeath(Thread.currentThread());
        progress.died(DEATH);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(progress.deaths()).containsExactly(DEATH);
    }

    @Test
    void deathAfterTheStartIsHeardOfByWhoAsks() throws InterruptedException {
        progress.interruptOnDeath(Thread.currentThread());
        progress.interruptOnDeath(null);
        assertThat(progress.diedWithin(Duration.ZERO)).isFalse();
        progress.died(DEATH);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(progress.diedWithin(Duration.ZERO)).isTrue();
        assertThat(progress.deaths()).containsExactly(DEATH);
    }
}
