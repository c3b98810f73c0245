package io.logmesh.contract.sources;

import java.util.Map;

/**
 * One record, as the expressions of {@code logmesh.yaml} see it. The names are those of {@link Variables}; a value is a
 * {@code String}, {@code Long}, or a {@code Map} of such, decoded only when it is asked for.
 */
public interface RecordVariables {

    /** The value of that variable, or null where the record lacks it. */
    Object get(String variable);

    /** The value under {@code key} of a variable that is a map, or null; the other members need not be decoded. */
    default Object get(String variable, String key) {
        return ((Map<?, ?>) get(variable)).get(key);
    }

    /** Whether the record has that variable; unlike {@link #get} this decodes nothing. */
    boolean has(String variable);
}
