package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.status.StageReading.State;
import io.logmesh.local.Stage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthPageTest {

    @Test
    void readsTheRulesInForceAndWhyTheFileIsRefused() {
        var page = HealthPage.of(200, """
                {"status": "UP", "checks": [
                  {"name": "kafka", "status": "UP"},
                  {"name": "rules", "status": "UP", "data":
                    {"hash": "0123456789ab", "since": "2026-01-01T00:00:00Z", "problem": "f.yaml:1:2: no"}}]}""");

        assertThat(page)
                .isEqualTo(new HealthPage(
                        State.READY, Optional.of(new RulesReading("0123456789ab", Optional.of("f.yaml:1:2: no")))));
    }

    @Test
    void refusesNothingWhereTheServiceDoesNot() {
        var page = HealthPage.of(503, "{\"checks\":[{\"name\":\"rules\",\"data\":{\"hash\":\"0123456789ab\"}}]}");

        assertThat(page)
                .isEqualTo(new HealthPage(
                        State.NOT_READY, Optional.of(new RulesReading("0123456789ab", Optional.empty()))));
    }

    @Test
    void saysNothingOfRulesWhereThePageDoesNot() {
        assertThat(HealthPage.of(200, "{\"checks\":[]}").rules()).isEmpty();
        assertThat(HealthPage.of(502, "<html>Bad gateway").rules()).isEmpty();
    }

    @Test
    void routesNameTheLanes() {
        assertThat(ServicePages.lanes("{\"sources\":[{\"name\":\"a\"},{\"name\":\"b\",\"lane\":\"slow\"}]}"))
                .containsExactly(Stage.ofLane("slow"));
        assertThat(ServicePages.lanes("not found")).isEmpty();
    }
}
