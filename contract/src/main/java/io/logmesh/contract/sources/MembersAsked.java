package io.logmesh.contract.sources;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which members an expression asks for of each map that it names by {@code map.a}, {@code map['a']}, {@code has(map.a)}
 * and {@code 'a' in map} only. A map that it also uses in another way, such as by {@code exists}, is asked for as a whole.
 */
final class MembersAsked {

    private static final Set<String> MAPS = Set.of(
            Variables.K8S_OF_HAS,
            Variables.RECORD_OF_HAS,
            Variables.K8S_LABELS,
            Variables.K8S_ANNOTATIONS,
            Variables.FIELDS,
            Variables.HEADERS);

    private final CelAbstractSyntaxTree ast;
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Set<String> wholes = new HashSet<>();

    private MembersAsked(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /** By the names of the maps; those that are asked for as a whole are left out. */
    static Map<String, Set<String>> of(CelAbstractSyntaxTree ast) {
        var asked = new MembersAsked(ast);
        asked.collect(CelNavigableExpr.fromExpr(ast.getExpr()));
        asked.members.keySet().removeAll(asked.wholes);
        return Map.copyOf(asked.members);
    }

    private void collect(CelNavigableExpr node) {
        var expression = node.expr();
        if (isMember(expression)) {
            return;
        }
        variable(expression).ifPresent(wholes::add);
        node.children().forEach(this::collect);
    }

    /** Notes it, if it is one. */
    private boolean isMember(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT ->
                isMember(
                        expression.select().operand(),
                        Optional.of(expression.select().field()));
            case CALL -> {
                var args = expression.call().args();
                var function = expression.call().function();
                if (function.equals(Operator.INDEX.getFunction())) {
                    yield isMember(args.getFirst(), text(args.getLast()));
                }
                yield function.equals(Operator.IN.getFunction()) && isMember(args.getLast(), text(args.getFirst()));
            }
            default -> false;
        };
    }

    private boolean isMember(CelExpr map, Optional<String> key) {
        var name = variable(map);
        if (name.isEmpty() || key.isEmpty()) {
            return false;
        }
        members.computeIfAbsent(name.get(), _ -> new HashSet<>()).add(key.get());
        return true;
    }

    private Optional<String> variable(CelExpr expression) {
        return ast.getReference(expression.id()).map(CelReference::name).filter(MAPS::contains);
    }

    private static Optional<String> text(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }
}
