package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.Stage;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagTest {

    @Test
    void readsTheGroupOfTheEnricherOfEachLaneThatHasATopic() {
        assertThat(Lag.stages(Set.of("logs.routed", "logs.routed.slow", "logs.enriched.slow")))
                .extracting(Stage::group)
                .containsExactly(
                        "logmesh-router",
                        "logmesh-enricher",
                        "logmesh-enricher-slow",
                        "logmesh-s3-archiver",
                        "logmesh-es-indexer");
    }
}
