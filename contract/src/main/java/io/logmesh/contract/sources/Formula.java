package io.logmesh.contract.sources;

import com.google.common.collect.Sets;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An expression, taken apart at its {@code &&} and {@code ||}. CEL pays some 10 µs for an evaluation that ends in an error,
 * and most records lack most of what other sources test; so comparisons with constants are made here, and CEL is asked only
 * where what it needs is there. Since nothing is negated at this level, a part that fails may count as false: the whole
 * is true exactly where CEL says so.
 */
sealed interface Formula {

    boolean holds(RecordVariables record);

    /**
     * Comparisons one of which must hold, or the whole is false; empty where there are no such ones.
     *
     * @param isWanted which comparisons will do
     */
    Set<Need> keys(Predicate<Need> isWanted);

    /** A comparison of a field with constants. */
    record Comparison(Need need) implements Formula {
        @Override
        public boolean holds(RecordVariables record) {
            return need.isMet(record);
        }

        @Override
        public Set<Need> keys(Predicate<Need> isWanted) {
            return isWanted.test(need) ? Set.of(need) : Set.of();
        }
    }

    /**
     * Anything else, by CEL; false for a record that does not meet {@code needs}.
     *
     * @param members of which maps it asks for nothing but these members; they alone are decoded
     */
    record Evaluation(List<Need> needs, Map<String, Set<String>> members, Program program) implements Formula {
        @Override
        public boolean holds(RecordVariables record) {
            for (var need : needs) {
                if (!need.isMet(record)) {
                    return false;
                }
            }
            return Boolean.TRUE.equals(result(program, record, members));
        }

        /** Null where it hangs on a field that the record lacks, or whose type does not fit. */
        static Boolean result(Program program, RecordVariables record, Map<String, Set<String>> members) {
            try {
                return program.eval(name -> find(record, name, members.get(name))) instanceof Boolean result
                        ? result
                        : null;
            } catch (CelEvaluationException _) {
                return null;
            }
        }

        private static Optional<Object> find(RecordVariables record, String name, Set<String> members) {
            var variable = name.equals(Variables.K8S_OF_HAS) ? Variables.K8S : name;
            return Optional.ofNullable(members == null ? record.get(variable) : map(record, variable, members));
        }

        /** CEL goes through a map as a whole, whatever it is asked for, so it gets no more than that. */
        private static Map<String, Object> map(RecordVariables record, String variable, Set<String> members) {
            var found = new HashMap<String, Object>();
            for (var member : members) {
                var value = variable.equals(Variables.RECORD_OF_HAS)
                        ? record.has(member) ? Boolean.TRUE : null
                        : record.get(variable, member);
                if (value != null) {
                    found.put(member, value);
                }
            }
            return found;
        }

        @Override
        public Set<Need> keys(Predicate<Need> isWanted) {
            return Set.of();
        }
    }

    /** Both, the cheaper side first. */
    record Both(Formula first, Formula second) implements Formula {
        @Override
        public boolean holds(RecordVariables record) {
            return first.holds(record) && second.holds(record);
        }

        @Override
        public Set<Need> keys(Predicate<Need> isWanted) {
            return List.of(first.keys(isWanted), second.keys(isWanted)).stream()
                    .filter(keys -> !keys.isEmpty())
                    .min(Comparator.comparingInt(Set::size))
                    .orElse(Set.of());
        }
    }

    /** One of two, or both. */
    record Either(Formula first, Formula second) implements Formula {
        @Override
        public boolean holds(RecordVariables record) {
            return first.holds(record) || second.holds(record);
        }

        @Override
        public Set<Need> keys(Predicate<Need> isWanted) {
            var left = first.keys(isWanted);
            var right = second.keys(isWanted);
            return left.isEmpty() || right.isEmpty()
                    ? Set.of()
                    : Sets.union(left, right).immutableCopy();
        }
    }
}
