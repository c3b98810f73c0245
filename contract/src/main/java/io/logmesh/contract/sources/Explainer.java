package io.logmesh.contract.sources;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.Program;
import io.logmesh.contract.sources.Term.Join;
import io.logmesh.contract.sources.Term.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells why an expression is true of a record, or why it is not: takes it apart at its {@code &&}, {@code ||} and
 * {@code !}, and evaluates each part by itself. For people who ask, not for streams of records. Not thread-safe.
 */
public final class Explainer {

    /** A part of an expression: one to evaluate, or several that are joined. */
    private record Part(String text, Join join, List<Part> parts, CelAbstractSyntaxTree ast, Program program) {}

    private final ConditionCompiler compiler = new ConditionCompiler();
    private final Map<String, Part> known = new HashMap<>();

    /** The term is {@link Verdict#TRUE} exactly where the condition holds. */
    public Term explain(Condition condition, RecordVariables record) {
        var text = condition.toString();
        var part = known.get(text);
        if (part == null) {
            part = part(text);
            known.put(text, part);
        }
        return term(part, record);
    }

    private static Term term(Part part, RecordVariables record) {
        if (part.join() != Join.NONE) {
            var terms = part.parts().stream().map(one -> term(one, record)).toList();
            return Term.of(part.text(), part.join(), terms);
        }
        var result = Formula.Evaluation.result(part.program(), record, MembersAsked.of(part.ast()));
        var verdict = result == null ? Verdict.UNDECIDED : result ? Verdict.TRUE : Verdict.FALSE;
        return new Term(part.text(), Join.NONE, verdict, List.of(), Mentions.of(part.ast(), record));
    }

    private Part part(String text) {
        var bare = withoutParentheses(text.strip());
        try {
            var ast = compiler.check(bare);
            var join = join(ast.getExpr());
            return join == Join.NONE
                    ? new Part(bare, join, List.of(), ast, compiler.program(ast))
                    : new Part(bare, join, parts(bare, join, offset(bare, ast)), null, null);
        } catch (InvalidExpressionException e) {
            throw new IllegalStateException("a part of a valid expression is valid: " + text, e);
        }
    }

    private List<Part> parts(String text, Join join, int operator) {
        if (join == Join.NOT) {
            return List.of(part(text.substring(operator + 1)));
        }
        var parts = new ArrayList<Part>();
        for (var side : List.of(text.substring(0, operator), text.substring(operator + 2))) {
            var part = part(side);
            // a && b && c is one list of three, although CEL nests them.
            parts.addAll(part.join() == join ? part.parts() : List.of(part));
        }
        return parts;
    }

    private static Join join(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return Join.NONE;
        }
        var function = expression.call().function();
        if (function.equals(Operator.LOGICAL_AND.getFunction())) {
            return Join.AND;
        }
        if (function.equals(Operator.LOGICAL_OR.getFunction())) {
            return Join.OR;
        }
        return function.equals(Operator.LOGICAL_NOT.getFunction()) ? Join.NOT : Join.NONE;
    }

    /** Where the outermost operator stands. */
    private static int offset(String text, CelAbstractSyntaxTree ast) {
        int codePoints = ast.getSource().getPositionsMap().get(ast.getExpr().id());
        return text.offsetByCodePoints(0, codePoints);
    }

    /** Those that are around the whole only: without them, {@code (a) || (b)} is no expression. */
    private String withoutParentheses(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return text;
        }
        var inner = text.substring(1, text.length() - 1);
        try {
            compiler.check(inner);
            return withoutParentheses(inner.strip());
        } catch (InvalidExpressionException _) {
            return text;
        }
    }
}
