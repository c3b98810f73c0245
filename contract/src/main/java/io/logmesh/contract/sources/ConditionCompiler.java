package io.logmesh.contract.sources;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import io.logmesh.contract.sources.InvalidExpressionException.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks and compiles expressions. CEL's {@code matches} runs on RE2/J, so no expression can stall on a record. */
final class ConditionCompiler {

    /** Bounds the work that {@code all}, {@code exists} and the like do for one record. */
    private static final int MAX_ITERATIONS = 10_000;

    /** Those of CEL, and its macros, that are of use for logs. */
    private static final List<String> FUNCTIONS = List.of(
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "size",
            "has",
            "all",
            "exists",
            "exists_one",
            "filter",
            "map",
            "int",
            "double",
            "string",
            "bool",
            "timestamp",
            "duration");

    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*", Pattern.DOTALL);

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelValidator validator;

    ConditionCompiler() {
        var options = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .build();
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(Sets.difference(CelStandardMacro.STANDARD_MACROS, Set.of(CelStandardMacro.HAS)))
                .addMacros(CelMacro.newGlobalMacro("has", 1, ConditionCompiler::expandHas))
                .setTypeProvider(Variables.TYPE_PROVIDER)
                .setResultType(SimpleType.BOOL);
        Variables.TYPES.forEach(builder::addVar);
        builder.addVar(Variables.K8S_OF_HAS, Variables.K8S_TYPE);
        builder.addVar(Variables.RECORD_OF_HAS, Variables.RECORD_TYPE);
        // Declared under their full names too, the fields of k8s are looked up one by one and never made into a map.
        Variables.K8S_FIELDS.forEach((field, type) -> builder.addVar(Variables.K8S + '.' + field, type));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
        validator = CelValidatorFactory.standardCelValidatorBuilder(compiler, runtime)
                .addAstValidators(new RegexValidator())
                .build();
    }

    Condition compile(String expression) throws InvalidExpressionException {
        var ast = check(expression);
        try {
            return new Condition(expression.strip(), new FormulaBuilder(ast, runtime).build());
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression was refused: " + expression, e);
        }
    }

    /** The expression with its types, which is as far as it goes without a program to run. */
    CelAbstractSyntaxTree check(String expression) throws InvalidExpressionException {
        try {
            var ast = requireValid(compiler.compile(expression)).getAst();
            requireValid(validator.validate(ast));
            return ast;
        } catch (CelValidationException e) {
            throw new IllegalStateException("a checked expression was refused: " + expression, e);
        }
    }

    Program program(CelAbstractSyntaxTree checked) {
        try {
            return runtime.createProgram(checked);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression was refused", e);
        }
    }

    /**
     * Since the fields of k8s are variables and select nothing, {@code has(k8s.x)} selects from k8s under another name, and
     * {@code has(level)} from the record. Of another name, the type checker says that it is unknown.
     */
    private static Optional<CelExpr> expandHas(
            CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> args) {
        var field = args.getFirst();
        if (field.getKind() == CelExpr.ExprKind.Kind.SELECT
                && field.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
                && field.select().operand().ident().name().equals(Variables.K8S)) {
            var k8s = factory.newIdentifier(Variables.K8S_OF_HAS);
            return Optional.of(factory.newSelect(k8s, field.select().field(), true));
        }
        if (field.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            var name = field.ident().name();
            var record = factory.newIdentifier(Variables.RECORD_OF_HAS);
            return Optional.of(Variables.TYPES.containsKey(name) ? factory.newSelect(record, name, true) : field);
        }
        return CelStandardMacro.HAS.getDefinition().getExpander().expandMacro(factory, target, args);
    }

    private static CelValidationResult requireValid(CelValidationResult result) throws InvalidExpressionException {
        if (result.hasError()) {
            throw new InvalidExpressionException(result.getErrors().stream()
                    .map(issue -> new Fault(
                            offset(result.getSource(), issue), message(issue.getMessage(), result.getSource())))
                    .toList());
        }
        return result;
    }

    private static int offset(CelSource source, CelIssue issue) {
        var location = issue.getSourceLocation();
        return source.getLocationOffset(location.getLine(), location.getColumn())
                .map(offset -> Math.clamp(offset, 0, source.getContent().length()))
                .orElse(0);
    }

    private static String message(String message, CelSource source) {
        var name = UNKNOWN_NAME.matcher(message);
        if (name.matches()) {
            return isCalled(name.group(1), source)
                    ? unknown("function", name.group(1), FUNCTIONS)
                    : unknown("name", name.group(1), Variables.TYPES.keySet());
        }
        var field = UNKNOWN_FIELD.matcher(message);
        if (field.matches()) {
            return unknown("field of k8s", field.group(1), Variables.K8S_FIELDS.keySet());
        }
        return CANDIDATES.matcher(message).replaceFirst("");
    }

    private static boolean isCalled(String name, CelSource source) {
        return Pattern.compile(Pattern.quote(name) + "\\s*\\(")
                .matcher(source.getContent().toString())
                .find();
    }

    private static String unknown(String what, String name, Collection<String> known) {
        return "unknown " + what + " '" + name + "'" + Spelling.hint(name, known);
    }
}
