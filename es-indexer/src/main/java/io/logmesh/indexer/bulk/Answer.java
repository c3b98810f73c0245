package io.logmesh.indexer.bulk;

import java.util.List;

/** What came of a bulk request as a whole. */
public sealed interface Answer {

    /** It was carried out: one outcome for each document, in their order. */
    record Items(List<Outcome> outcomes) implements Answer {}

    /** It was refused for its size, by Elasticsearch or by a proxy before it. */
    record TooLarge() implements Answer {}

    /**
     * It was not carried out, or nobody knows whether it was, which says nothing about the documents in it.
     *
     * @param problem one line for the operator, naming the setting to look at
     * @param overload whether the cluster asks for less load
     */
    record Unavailable(String problem, boolean overload) implements Answer {}
}
