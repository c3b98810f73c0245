package io.logmesh.contract.sources;

import com.google.common.collect.Sets;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the fields without which an expression can only be false or fail: all that are evaluated whatever the others
 * hold. Where it compares such a field with constants, one of those is needed. What stands behind {@code has()}, or on one
 * side of an {@code ||} only, is not needed.
 */
final class Needs {

    private final CelAbstractSyntaxTree ast;

    Needs(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    List<Need> all() {
        var all = new LinkedHashSet<>(equalities(ast.getExpr()));
        of(ast.getExpr()).stream()
                .filter(need -> all.stream().noneMatch(equality -> isSameField(equality, need)))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Whether nothing more is said than that fields equal constants. */
    boolean suffice() {
        return suffice(ast.getExpr());
    }

    private boolean suffice(CelExpr expression) {
        return isCall(expression, Operator.LOGICAL_AND)
                ? expression.call().args().stream().allMatch(this::suffice)
                : !equalities(expression).isEmpty();
    }

    /** What must equal a constant, or one of several: all such comparisons that are joined by nothing but {@code &&}. */
    private Set<Need> equalities(CelExpr expression) {
        var all = new LinkedHashSet<Need>();
        if (isCall(expression, Operator.LOGICAL_AND)) {
            expression.call().args().forEach(side -> all.addAll(equalities(side)));
        } else {
            alternative(expression).ifPresent(all::add);
        }
        return all;
    }

    /** A comparison of one field, or several of the same field, joined by {@code ||}. */
    private Optional<Need> alternative(CelExpr expression) {
        if (isCall(expression, Operator.LOGICAL_OR)) {
            var left = alternative(expression.call().args().getFirst());
            var right = alternative(expression.call().args().getLast());
            return left.flatMap(one -> right.filter(other -> isSameField(one, other))
                    .map(other -> new Need(
                            one.variable(),
                            one.key(),
                            Sets.union(one.values(), other.values()).immutableCopy())));
        }
        if (isCall(expression, Operator.EQUALS)) {
            var sides = expression.call().args();
            return equality(sides.getFirst(), constants(sides.getLast()))
                    .or(() -> equality(sides.getLast(), constants(sides.getFirst())));
        }
        if (isCall(expression, Operator.IN)
                && expression.call().args().getLast().getKind() == CelExpr.ExprKind.Kind.LIST) {
            var elements = expression.call().args().getLast().list().elements();
            return equality(expression.call().args().getFirst(), constants(elements.toArray(CelExpr[]::new)));
        }
        return Optional.empty();
    }

    private static boolean isSameField(Need one, Need other) {
        return one.variable().equals(other.variable()) && one.key().equals(other.key());
    }

    private static boolean isCall(CelExpr expression, Operator operator) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(operator.getFunction());
    }

    private Optional<Need> equality(CelExpr expression, Set<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : field(expression).map(need -> new Need(need.variable(), need.key(), values));
    }

    /** These texts, or nothing where something else is among them. */
    private static Set<String> constants(CelExpr... expressions) {
        var texts = Stream.of(expressions)
                .flatMap(expression -> text(expression).stream())
                .collect(Collectors.toSet());
        return Stream.of(expressions).allMatch(expression -> text(expression).isPresent()) ? texts : Set.of();
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
            return variable.map(name -> new Need(name, Optional.empty(), Set.of()));
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
        return variable(map).flatMap(name -> key.map(text -> new Need(name, Optional.of(text), Set.of())));
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
