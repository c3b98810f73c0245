package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.contract.sources.Source;
import io.logmesh.router.Destinations.Destination;
import java.util.IdentityHashMap;

/**
 * Where the records of each source go unless they are parked. {@link Destinations} is asked once a second for a source,
 * since a record has no time for that. Not thread-safe.
 */
final class UsualDestinations {

    private static final long ASKED_EVERY_MILLIS = 1_000;

    private final Destinations destinations;
    private final IdentityHashMap<Source, Destination> known = new IdentityHashMap<>();
    private Rules rules;
    private long since;

    UsualDestinations(Destinations destinations) {
        this.destinations = destinations;
    }

    /**
     * As {@link Destinations#routed}.
     *
     * @param now the wall clock, in milliseconds
     */
    @SuppressWarnings("ReferenceEquality") // asked for every record, and changed rules are another object
    Destination of(Source source, Rules itsRules, long now) {
        if (itsRules != rules || Math.abs(now - since) >= ASKED_EVERY_MILLIS) {
            known.clear();
            rules = itsRules;
            since = now;
        }
        var destination = known.get(source);
        if (destination == null) {
            destination = destinations.routed(source, itsRules.sources());
            known.put(source, destination);
        }
        return destination;
    }
}
