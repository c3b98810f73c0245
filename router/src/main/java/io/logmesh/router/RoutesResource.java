package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.Quotas;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /routes}: the rules in force, and what each has done in this process. */
@Path("/routes")
public final class RoutesResource {

    private final LiveSources rules;
    private final Quotas quotas;
    private final RouterMeters meters;

    RoutesResource(LiveSources rules, Quotas quotas, RouterMeters meters) {
        this.rules = rules;
        this.quotas = quotas;
        this.meters = meters;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Object json() {
        return routes().asMap();
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";qs=0.5")
    public String text() {
        return routes().asText();
    }

    private Routes routes() {
        return new Routes(rules.get(), rules.problem(), quotas.share().get(), meters::counts);
    }
}
