package io.logmesh.contract.sources;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One source as {@code logmesh.yaml} declares it.
 *
 * @param match which records belong to it; absent for a default source, which gets what no other one takes
 * @param copy whether a match takes a copy only, and the record goes on to the sources below
 * @param drop which of its records are dropped
 * @param partitions how many partitions its enriched topic is made with; absent = the enricher's own default
 */
public record Source(
        String name, Optional<Condition> match, boolean copy, Optional<Condition> drop, OptionalInt partitions) {

    public boolean matches(RecordVariables record) {
        return match.isPresent() && match.get().holds(record);
    }

    public boolean drops(RecordVariables record) {
        return drop.isPresent() && drop.get().holds(record);
    }
}
