package io.logmesh.contract.sources;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A checked and compiled expression of {@code logmesh.yaml}. Safe for use by several threads.
 *
 * <p>Where the outcome hangs on a field that the record lacks, the whole expression is false, negated or not. Most
 * records lack most of what other sources test, or have another value there, and an evaluation that ends in an exception
 * costs some 10 µs, so what an expression can't do without is looked for first.
 */
public final class Condition {

    /**
     * A field that the expression can't do without: a variable, or one {@code key} of a variable that is a map.
     *
     * @param values what it must be; empty = anything
     */
    public record Need(String variable, Optional<String> key, Set<String> values) {

        /** Whether the record has the field, and a value that will do. */
        public boolean isMet(RecordVariables record) {
            if (!record.has(variable)) {
                return false;
            }
            if (key.isEmpty() && values.isEmpty()) {
                return true;
            }
            var value = key.isEmpty() ? record.get(variable) : record.get(variable, key.get());
            return value != null && (values.isEmpty() || values.contains(value));
        }
    }

    private final String text;
    private final Program program;
    private final List<Need> needs;
    private final boolean needsSuffice;

    /** @param needsSuffice whether the expression says nothing but {@code needs}, and need not be evaluated */
    Condition(String text, Program program, List<Need> needs, boolean needsSuffice) {
        this.text = text;
        this.program = program;
        this.needs = needs;
        this.needsSuffice = needsSuffice;
    }

    /** What it can't do without, the comparisons with constants first. */
    public List<Need> needs() {
        return needs;
    }

    /** Whether it is that one comparison, and nothing else. */
    public boolean isJust(Need need) {
        return needsSuffice && needs.equals(List.of(need));
    }

    /** Whether it is true of that record. Never throws, whatever the record holds. */
    public boolean holds(RecordVariables record) {
        for (var need : needs) {
            if (!need.isMet(record)) {
                return false;
            }
        }
        if (needsSuffice) {
            return true;
        }
        try {
            return program.eval(name -> find(record, name)) instanceof Boolean holds && holds;
        } catch (CelEvaluationException _) {
            return false;
        }
    }

    private static Optional<Object> find(RecordVariables record, String name) {
        return Optional.ofNullable(record.get(name.equals(Variables.K8S_OF_HAS) ? Variables.K8S : name));
    }

    /** The expression as it stands in the file, without the white space around it. */
    @Override
    public String toString() {
        return text;
    }
}
