package io.logmesh.indexer;

import io.logmesh.contract.sources.LiveSources;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows which rules are in force. A broken file does not make the service less ready: the last good one is in force. */
@Readiness
final class RulesHealth implements HealthCheck {

    private final LiveSources rules;

    RulesHealth(LiveSources rules) {
        this.rules = rules;
    }

    @Override
    public HealthCheckResponse call() {
        var inForce = rules.get();
        var response = HealthCheckResponse.named("rules")
                .up()
                .withData("hash", inForce.hash())
                .withData("since", inForce.since().toString());
        rules.problem().ifPresent(problem -> response.withData("problem", problem));
        return response.build();
    }
}
