package io.logmesh.contract.sources;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the {@code tests} of {@code logmesh.yaml}: a message, and what the rules are expected to make of it.
 *
 * @param name what it shows; absent where nobody said
 * @param line where it stands in the file, from 1
 * @param column likewise
 * @param topic the raw topic that the message comes through; absent = any
 * @param headers the headers that the collector gave it
 * @param given the message: a {@code String}, or a {@code Map} or {@code List} to be written as JSON
 */
public record TestCase(
        Optional<String> name,
        int line,
        int column,
        Optional<String> topic,
        Map<String, String> headers,
        Object given,
        Expectation expect) {

    /**
     * What is expected of each record in the message. What is absent may be anything.
     *
     * @param nothing whether it must go nowhere: dropped, and no copies
     * @param source the source that takes it, and does not drop it
     * @param copies the sources that take a copy: these and no others
     * @param droppedBy the sources that drop it: these and no others
     * @param lane the lane that it takes
     * @param level that of the enriched record
     * @param message that of the enriched record
     * @param fields members of the enriched record or of its {@code fields}; of each only what is named; null = must be absent
     */
    public record Expectation(
            boolean nothing,
            Optional<String> source,
            Optional<Set<String>> copies,
            Optional<Set<String>> droppedBy,
            Optional<String> lane,
            Optional<String> level,
            Optional<String> message,
            Map<String, Object> fields) {

        /** It must go nowhere. */
        static final Expectation NOTHING = new Expectation(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
