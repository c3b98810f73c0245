package io.logmesh.indexer;

import io.logmesh.indexer.elastic.Bootstrap;
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
    private final Bootstrap bootstrap;

    ServersReadiness(Servers servers, Bootstrap bootstrap) {
        this.servers = servers;
        this.bootstrap = bootstrap;
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
        return response.withData("cluster", bootstrap.health()).build();
    }
}
