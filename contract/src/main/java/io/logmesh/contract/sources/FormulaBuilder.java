package io.logmesh.contract.sources;

import com.google.common.collect.Sets;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.logmesh.contract.sources.Formula.Both;
import io.logmesh.contract.sources.Formula.Comparison;
import io.logmesh.contract.sources.Formula.Either;
import io.logmesh.contract.sources.Formula.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes a checked expression apart, and finds for each part the fields without which it can only be false or fail: all that
 * are evaluated whatever the others hold. What stands behind {@code has()}, or on one side of an {@code ||} only, is not
 * needed.
 */
final class FormulaBuilder {

    private final CelAbstractSyntaxTree ast;
    private final CelRuntime runtime;

    FormulaBuilder(CelAbstractSyntaxTree ast, CelRuntime runtime) {
        this.ast = ast;
        this.runtime = runtime;
    }

    Formula build() throws CelEvaluationException {
        return formula(ast.getExpr());
    }

    private Formula formula(CelExpr expression) throws CelEvaluationException {
        var comparison = comparison(expression);
        if (comparison.isPresent()) {
            return new Comparison(comparison.get());
        }
        if (isCall(expression, Operator.LOGICAL_AND)) {
            var sides = sides(expression);
            boolean isAllCel = sides.stream().allMatch(Evaluation.class::isInstance);
            return isAllCel ? evaluation(expression) : both(sides);
        }
        if (isCall(expression, Operator.LOGICAL_OR)) {
            return either(sides(expression));
        }
        return evaluation(expression);
    }

    private Evaluation evaluation(CelExpr expression) throws CelEvaluationException {
        var part = CelAbstractSyntaxTree.newCheckedAst(
                expression, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
        return new Evaluation(List.copyOf(ofTruth(expression)), MembersAsked.of(part), runtime.createProgram(part));
    }

    private List<Formula> sides(CelExpr expression) throws CelEvaluationException {
        var sides = new ArrayList<Formula>();
        for (var side : expression.call().args()) {
            sides.add(formula(side));
        }
        return sides;
    }

    /** The order does not matter to the outcome; a comparison costs next to nothing. */
    private static Formula both(List<Formula> sides) {
        var last = sides.getLast();
        return sides.getFirst() instanceof Evaluation first && !(last instanceof Evaluation)
                ? new Both(last, first)
                : new Both(sides.getFirst(), last);
    }

    private static Formula either(List<Formula> sides) {
        return sides.getFirst() instanceof Comparison(var one)
                        && sides.getLast() instanceof Comparison(var other)
                        && one.isOfSameField(other)
                ? new Comparison(new Need(
                        one.variable(),
                        one.key(),
                        Sets.union(one.values(), other.values()).immutableCopy()))
                : new Either(sides.getFirst(), sides.getLast());
    }

    /** {@code field == 'constant'}, either way round, or {@code field in ['constant', …]}. */
    private Optional<Need> comparison(CelExpr expression) {
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

    /** Without which it can't be true: one side of an {@code &&} is enough for that. */
    private Set<Need> ofTruth(CelExpr expression) {
        if (isCall(expression, Operator.LOGICAL_AND)) {
            var all = new LinkedHashSet<Need>();
            expression.call().args().forEach(side -> all.addAll(ofTruth(side)));
            return all;
        }
        return of(expression);
    }

    /** Without which it fails, and so does what it is a part of. False alone won't do: {@code !} makes true of it. */
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
        if (function.equals(Operator.LOGICAL_OR.getFunction()) || function.equals(Operator.LOGICAL_AND.getFunction())) {
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
