package io.logmesh.contract.sources;

import java.util.List;

/**
 * A part of an expression, and what it is of one record.
 *
 * @param text as it stands in the expression
 * @param parts what it is joined of; empty where it is not joined
 * @param seen the fields that it names, with what the record has there; empty where it is joined
 */
public record Term(String text, Join join, Verdict verdict, List<Term> parts, List<Seen> seen) {

    /** What joins the parts. */
    public enum Join {
        NONE,
        AND,
        OR,
        NOT
    }

    /** What it comes to. */
    public enum Verdict {
        TRUE,
        FALSE,
        /** It hangs on a field that the record lacks, or whose type does not fit. The whole counts as false for it. */
        UNDECIDED;

        Verdict negated() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case UNDECIDED -> UNDECIDED;
            };
        }
    }

    /** A field that is named, and its value, which is null where the record lacks it. */
    public record Seen(String name, Object value) {}

    static Term of(String text, Join join, List<Term> parts) {
        return new Term(text, join, verdict(join, parts), parts, List.of());
    }

    /** As in CEL: what decides alone decides, even where the other side can't be told. */
    private static Verdict verdict(Join join, List<Term> parts) {
        if (join == Join.NOT) {
            return parts.getFirst().verdict().negated();
        }
        var decisive = join == Join.AND ? Verdict.FALSE : Verdict.TRUE;
        var verdicts = parts.stream().map(Term::verdict).toList();
        if (verdicts.contains(decisive)) {
            return decisive;
        }
        return verdicts.contains(Verdict.UNDECIDED) ? Verdict.UNDECIDED : decisive.negated();
    }
}
