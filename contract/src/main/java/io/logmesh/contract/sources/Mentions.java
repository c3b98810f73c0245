package io.logmesh.contract.sources;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.MapType;
import io.logmesh.contract.sources.Term.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that an expression names, and what one record has there. */
final class Mentions {

    private final CelAbstractSyntaxTree ast;
    private final RecordVariables record;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private Mentions(CelAbstractSyntaxTree ast, RecordVariables record) {
        this.ast = ast;
        this.record = record;
    }

    static List<Seen> of(CelAbstractSyntaxTree ast, RecordVariables record) {
        var mentions = new Mentions(ast, record);
        mentions.collect(CelNavigableExpr.fromExpr(ast.getExpr()));
        return List.copyOf(mentions.seen.values());
    }

    /** A field is mentioned whole: {@code k8s.labels['app']} is no mention of {@code k8s.labels}. */
    private void collect(CelNavigableExpr node) {
        var field = field(node.expr());
        if (field.isPresent()) {
            seen.putIfAbsent(field.get().name(), field.get());
        } else {
            node.children().forEach(this::collect);
        }
    }

    private Optional<Seen> field(CelExpr expression) {
        var variable = variable(expression);
        if (variable.isPresent()) {
            return variable.map(name -> new Seen(name, record.get(name)));
        }
        return switch (expression.getKind()) {
            case SELECT -> select(expression.select());
            case CALL -> entry(expression.call());
            default -> Optional.empty();
        };
    }

    private Optional<Seen> select(CelExpr.CelSelect select) {
        var operand = select.operand();
        if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            var name = operand.ident().name();
            if (name.equals(Variables.K8S_OF_HAS)) {
                return Optional.of(entry(new Seen(Variables.K8S, record.get(Variables.K8S)), select.field()));
            }
            if (name.equals(Variables.RECORD_OF_HAS)) {
                return Optional.of(new Seen(select.field(), record.get(select.field())));
            }
        }
        return field(operand).map(map -> entry(map, select.field()));
    }

    /** {@code labels['app']}, and {@code 'app' in labels}. */
    private Optional<Seen> entry(CelExpr.CelCall call) {
        var isIndex = call.function().equals(Operator.INDEX.getFunction());
        var isIn = call.function().equals(Operator.IN.getFunction());
        if (!isIndex && !isIn) {
            return Optional.empty();
        }
        var map = isIndex ? call.args().getFirst() : call.args().getLast();
        var key = text(isIndex ? call.args().getLast() : call.args().getFirst());
        return isIndex || ast.getType(map.id()).orElse(null) instanceof MapType
                ? field(map).flatMap(of -> key.map(name -> entry(of, name)))
                : Optional.empty();
    }

    private static Seen entry(Seen map, String key) {
        var name = key.matches("[A-Za-z_][A-Za-z0-9_]*") ? map.name() + '.' + key : map.name() + "['" + key + "']";
        return new Seen(name, map.value() instanceof Map<?, ?> members ? members.get(key) : null);
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
