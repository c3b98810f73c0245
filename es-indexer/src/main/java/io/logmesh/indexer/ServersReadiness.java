package io.logmesh.indexer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a server is down; alive all the same, since a restart would mend nothing. */
@Readiness
@ApplicationScoped
public class ServersReadiness implements HealthCheck {

    private final Servers servers;

    ServersReadiness(Servers servers) {
        this.servers = servers;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("servers").up();
        for (var server : List.of(servers.kafka(), servers.elasticsearch())) {
            var problem = server.problem();
            response.withData(server.name(), problem.orElse("works"));
            if (problem.isPresent()) {
                response.down();
            }
        }
        return response.build();
    }
}
