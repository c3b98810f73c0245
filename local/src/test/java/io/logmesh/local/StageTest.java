package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void eachIsFoundByItsName() {
        var stages = Stage.all(List.of("slow", "busy"));

        assertThat(stages)
                .extracting(Stage::displayName)
                .containsExactly("router", "enricher", "enricher-busy", "enricher-slow", "s3-archiver", "es-indexer");
        assertThat(stages).allSatisfy(stage -> assertThat(Stage.named(stage.displayName()))
                .contains(stage));
    }

    @Test
    void noOtherNameIsOne() {
        assertThat(Stage.named("kafka")).isEmpty();
        assertThat(Stage.named("pid")).isEmpty();
    }

    @Test
    void groupIsThatOfTheApplicationId() {
        assertThat(Stage.of(Service.ENRICHER).group()).isEqualTo("logmesh-enricher");
        assertThat(Stage.ofLane("slow").group()).isEqualTo("logmesh-enricher-slow");
    }
}
