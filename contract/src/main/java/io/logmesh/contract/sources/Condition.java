package io.logmesh.contract.sources;

import java.util.Set;
import java.util.function.Predicate;

/**
 * A checked and compiled expression of {@code logmesh.yaml}. Safe for use by several threads.
 *
 * <p>Where the outcome hangs on a field that the record lacks, the whole expression is false, negated or not.
 */
public final class Condition {

    private final String text;
    private final Formula formula;

    Condition(String text, Formula formula) {
        this.text = text;
        this.formula = formula;
    }

    /** Whether it is true of that record. Never throws, whatever the record holds. */
    public boolean holds(RecordVariables record) {
        return formula.holds(record);
    }

    /**
     * Comparisons of a field with constants, one of which must hold, or the condition can't; empty where there are no
     * such ones.
     *
     * @param isWanted which comparisons will do
     */
    public Set<Need> keys(Predicate<Need> isWanted) {
        return formula.keys(isWanted);
    }

    /** Whether it holds wherever one of its {@link #keys} does: it says nothing else. */
    public boolean isJustItsKeys() {
        return isJustKeys(formula);
    }

    private static boolean isJustKeys(Formula formula) {
        return switch (formula) {
            case Formula.Comparison _ -> true;
            case Formula.Either either -> isJustKeys(either.first()) && isJustKeys(either.second());
            case Formula.Both _, Formula.Evaluation _ -> false;
        };
    }

    /** The expression as it stands in the file, without the white space around it. */
    @Override
    public String toString() {
        return text;
    }
}
