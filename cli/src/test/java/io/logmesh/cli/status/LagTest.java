package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.Topics;
import org.junit.jupiter.api.Test;

class LagTest {

    @Test
    void readsTheGroupThatTheEnricherOfALaneIsIn() {
        assertThat(Lag.groupOfLane(Topics.routed("slow"))).isEqualTo("logmesh-enricher-slow");
    }
}
