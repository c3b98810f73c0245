package io.logmesh.router;

import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.LiveSources.Rules;

/** The routing of one thread: its buffers, and what it remembers of containers, serve all tasks of that thread. */
final class ThreadRouting {

    private Rules rules;
    private Routing routing;

    /** Routing by {@code inForce}, made anew where those are not the rules of the record before. */
    @SuppressWarnings("ReferenceEquality") // asked for every record, and changed rules are another object
    Routing by(Rules inForce) {
        if (inForce != rules) {
            rules = inForce;
            routing = new Routing(inForce.sources());
        }
        return routing;
    }
}
