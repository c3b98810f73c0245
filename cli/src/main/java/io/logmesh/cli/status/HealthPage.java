package io.logmesh.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** A service's page at {@code /q/health/ready}, in MicroProfile Health's JSON. */
record HealthPage(StageReading.State state, Optional<RulesReading> rules) {

    /** Of a service that does not answer. */
    static final HealthPage NONE = new HealthPage(StageReading.State.DOWN, Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    static HealthPage of(int status, String body) {
        var state = status == 200 ? StageReading.State.READY : StageReading.State.NOT_READY;
        return new HealthPage(state, rules(body));
    }

    private static Optional<RulesReading> rules(String body) {
        try {
            for (var check : JSON.readTree(body).path("checks")) {
                if (check.path("name").asText().equals("rules")) {
                    return Optional.of(rules(check.path("data")));
                }
            }
        } catch (JsonProcessingException _) {
            // no page of ours: it says nothing of rules
        }
        return Optional.empty();
    }

    private static RulesReading rules(JsonNode data) {
        return new RulesReading(
                data.path("hash").asText(),
                Optional.of(data.path("problem").asText()).filter(text -> !text.isEmpty()));
    }
}
