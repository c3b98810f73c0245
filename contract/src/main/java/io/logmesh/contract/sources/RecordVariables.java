package io.logmesh.contract.sources;

/**
 * One record, as the expressions of {@code logmesh.yaml} see it. The names are those of {@link Variables}; a value is a
 * {@code String}, {@code Long}, or a {@code Map} of such, decoded only when it is asked for.
 */
public interface RecordVariables {

    /** The value of that variable, or null where the record lacks it. */
    Object get(String variable);

    /** Whether the record has that variable; unlike {@link #get} this decodes nothing. */
    boolean has(String variable);
}
