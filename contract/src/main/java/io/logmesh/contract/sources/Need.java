package io.logmesh.contract.sources;

import java.util.Optional;
import java.util.Set;

/**
 * A field that an expression can't do without: a variable, or one {@code key} of a variable that is a map.
 *
 * @param values what it must be; empty = anything
 */
public record Need(String variable, Optional<String> key, Set<String> values) {

    /** Whether the record has the field, and a value that will do. */
    boolean isMet(RecordVariables record) {
        if (!record.has(variable)) {
            return false;
        }
        if (key.isEmpty() && values.isEmpty()) {
            return true;
        }
        var value = key.isEmpty() ? record.get(variable) : record.get(variable, key.get());
        return value != null && (values.isEmpty() || values.contains(value));
    }

    boolean isOfSameField(Need other) {
        return variable.equals(other.variable) && key.equals(other.key);
    }
}
