package io.logmesh.contract.sources;

import java.util.Optional;

/**
 * One source as {@code logmesh.yaml} declares it.
 *
 * @param match which records belong to it; absent for a default source, which gets what no other one takes
 * @param copy whether a match takes a copy only, and the record goes on to the sources below
 * @param drop which of its records are dropped
 * @param lane the lane that its records take, so that they neither delay others nor are delayed; absent = the common one
 * @param quota what it may send; absent = as much as it likes
 * @param topic with what its enriched topic is made, and the one that its records are parked in; so its retention also
 *     says how long parked records wait before they are deleted
 * @param archive how its records are archived
 * @param treatment what the enricher makes of its records
 * @param index what of its records is indexed, and how
 */
public record Source(
        String name,
        Optional<Condition> match,
        boolean copy,
        Optional<Condition> drop,
        Optional<String> lane,
        Optional<Quota> quota,
        TopicSettings topic,
        Archiving archive,
        Treatment treatment,
        IndexSettings index) {

    /** A source that takes what is left, and about which nothing else is said. */
    static Source ofTheRest(String name) {
        return new Source(
                name,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TopicSettings.NONE,
                Archiving.DEFAULT,
                Treatment.DEFAULT,
                IndexSettings.DEFAULT);
    }

    public boolean matches(RecordVariables record) {
        return match.isPresent() && match.get().holds(record);
    }

    public boolean drops(RecordVariables record) {
        return drop.isPresent() && drop.get().holds(record);
    }
}
