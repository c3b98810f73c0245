package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.BaseNavigableExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.validator.CelAstValidator;

/**
 * Refuses a regular expression that RE2/J, which runs it, does not take. CEL's own validator asks {@code
 * java.util.regex}, which takes what RE2 has not, such as lookahead: the condition would then never hold.
 */
final class RegexValidator implements CelAstValidator {

    @Override
    public void validate(CelNavigableAst ast, Cel cel, IssuesFactory issues) {
        ast.getRoot()
                .allNodes()
                .map(BaseNavigableExpr::expr)
                .filter(RegexValidator::isMatch)
                .map(match -> match.call().args().getLast())
                .filter(RegexValidator::isText)
                .forEach(regex -> validate(regex, issues));
    }

    private static boolean isMatch(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals("matches");
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private static void validate(CelExpr regex, IssuesFactory issues) {
        try {
            var _ = Pattern.compile(regex.constant().stringValue());
        } catch (PatternSyntaxException e) {
            issues.addError(
                    regex.id(), "no regular expression that RE2 knows: " + e.getDescription() + ": " + e.getPattern());
        }
    }
}
