package io.logmesh.cli.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads PromQL by its grammar, as far as dashboards and rules use it, and refuses what is none. It knows no types. */
final class PromqlSyntax {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+(?:\\.[0-9]+)?(?:(?:ms|[smhdwy])(?![\\w]))?|\\$\\w+|[a-zA-Z_:][\\w:]*"
                    + "|=~|!~|==|!=|>=|<=|[-+*/%^(){}\\[\\],=<>])");

    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");
    private static final Set<String> GROUPINGS = Set.of("by", "without");
    private static final Set<String> MATCHINGS = Set.of("on", "ignoring", "group_left", "group_right");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private PromqlSyntax(String text) {
        var token = TOKEN.matcher(text);
        int end = 0;
        while (token.lookingAt()) {
            tokens.add(token.group(1));
            end = token.end();
            token.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("no PromQL at: " + text.substring(end));
        }
    }

    /** Throws where {@code text} is no expression. */
    static void check(String text) {
        var syntax = new PromqlSyntax(text);
        syntax.expression();
        if (syntax.at < syntax.tokens.size()) {
            throw new IllegalArgumentException("too much, from: " + syntax.peek());
        }
    }

    private void expression() {
        operand();
        while (OPERATORS.contains(peek())) {
            at++;
            while (MATCHINGS.contains(peek())) {
                at++;
                listIn("(", ")");
            }
            operand();
        }
    }

    private void operand() {
        if (takes("-")) {
            operand();
            return;
        }
        primary();
        while (true) {
            if (takes("[")) {
                at++;
                expect("]");
            } else if (takes("offset")) {
                at++;
            } else {
                return;
            }
        }
    }

    private void primary() {
        if (takes("(")) {
            expression();
            expect(")");
        } else if (peek().equals("{")) {
            matchers();
        } else if (!isName(peek())) {
            literal();
        } else {
            at++;
            named();
        }
    }

    /** Behind a name: a call, an aggregation, or what is selected of a metric. */
    private void named() {
        boolean grouped = GROUPINGS.contains(peek());
        if (grouped) {
            at++;
            listIn("(", ")");
        }
        if (takes("(")) {
            do {
                expression();
            } while (takes(","));
            expect(")");
        } else if (grouped) {
            throw new IllegalArgumentException("an aggregation of nothing");
        } else if (peek().equals("{")) {
            matchers();
        }
    }

    private void matchers() {
        expect("{");
        while (!takes("}")) {
            name();
            if (!Set.of("=", "!=", "=~", "!~").contains(peek())) {
                throw new IllegalArgumentException("no matcher: " + peek());
            }
            at++;
            literal();
            if (!peek().equals("}")) {
                expect(",");
            }
        }
    }

    private void listIn(String open, String close) {
        expect(open);
        while (!takes(close)) {
            name();
            if (!peek().equals(close)) {
                expect(",");
            }
        }
    }

    private void name() {
        if (!isName(peek())) {
            throw new IllegalArgumentException("no name: " + peek());
        }
        at++;
    }

    private void literal() {
        if (!peek().matches("[0-9\"].*")) {
            throw new IllegalArgumentException("neither number nor text: " + peek());
        }
        at++;
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:].*") && !OPERATORS.contains(token);
    }

    private boolean takes(String token) {
        boolean is = peek().equals(token);
        at += is ? 1 : 0;
        return is;
    }

    private void expect(String token) {
        if (!takes(token)) {
            throw new IllegalArgumentException(token + " is missing before " + peek());
        }
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }
}
