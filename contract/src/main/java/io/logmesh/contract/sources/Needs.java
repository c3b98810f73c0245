package io.logmesh.contract.sources;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import io.logmesh.contract.sources.Condition.Need;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fields without which an expression can only be false or fail: all that are evaluated whatever the others
 * hold. What stands behind {@code has()}, or on one side of an {@code ||} only, is not needed.
 */
final class Needs {

    private final CelAbstractSyntaxTree ast;

    private Needs(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    static List<Need> of(CelAbstractSyntaxTree ast) {
        return List.copyOf(new Needs(ast).of(ast.getExpr()));
    }

    private Set<Need> of(CelExpr expression) {
        var field = field(expression);
        if (field.isPresent()) {
            return Set.of(field.get());
        }
        return switch (expression.getKind()) {
            case SELECT ->
                expression.select().testOnly()
                        ? Set.of()
                        : of(expression.select().operand());
            case CALL -> ofCall(expression.call());
            case LIST -> ofAll(expression.list().elements());
            case COMPREHENSION -> of(expression.comprehension().iterRange());
            default -> Set.of();
        };
    }

    private Set<Need> ofCall(CelExpr.CelCall call) {
        var function = call.function();
        if (function.equals(Operator.CONDITIONAL.getFunction())) {
            return of(call.args().getFirst());
        }
        if (function.equals(Operator.LOGICAL_OR.getFunction())) {
            var both = new LinkedHashSet<>(of(call.args().getFirst()));
            call.args().forEach(side -> both.retainAll(of(side)));
            return both;
        }
        var all = ofAll(call.args());
        call.target().ifPresent(target -> all.addAll(of(target)));
        return all;
    }

    private Set<Need> ofAll(List<CelExpr> expressions) {
        var all = new LinkedHashSet<Need>();
        expressions.forEach(expression -> all.addAll(of(expression)));
        return all;
    }

    /** {@code log}, {@code k8s.pod_name}, {@code k8s.labels.app} or {@code k8s.labels['app']}. */
    private Optional<Need> field(CelExpr expression) {
        var variable = variable(expression);
        if (variable.isPresent()) {
            return variable.map(name -> new Need(name, Optional.empty()));
        }
        return switch (expression.getKind()) {
            case SELECT ->
                expression.select().testOnly()
                        ? Optional.empty()
                        : entry(
                                expression.select().operand(),
                                Optional.of(expression.select().field()));
            case CALL -> {
                var call = expression.call();
                yield call.function().equals(Operator.INDEX.getFunction())
                        ? entry(call.args().getFirst(), text(call.args().getLast()))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Need> entry(CelExpr map, Optional<String> key) {
        return variable(map).flatMap(name -> key.map(text -> new Need(name, Optional.of(text))));
    }

    private Optional<String> variable(CelExpr expression) {
        return ast.getReference(expression.id())
                .map(CelReference::name)
                .filter(name -> Variables.TYPES.containsKey(name) || name.startsWith(Variables.K8S + '.'));
    }

    private static Optional<String> text(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }
}
