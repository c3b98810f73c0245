package io.logmesh.cli.rules;

import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Term;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints which sources a record meets, and why each takes it or not. */
final class StepPrinter {

    private final PrintWriter out;
    private final Marks marks;
    private final String indent;

    StepPrinter(PrintWriter out, Marks marks, String indent) {
        this.out = out;
        this.marks = marks;
        this.indent = indent;
    }

    void print(List<Step> steps) {
        int width = steps.stream()
                .mapToInt(step -> step.source().name().length())
                .max()
                .orElse(0);
        var takenBy = steps.stream()
                .filter(step -> step.matches() && !step.source().copy())
                .map(Step::source)
                .map(Source::name)
                .collect(Collectors.joining());
        for (var step : steps) {
            out.printf("%s%-" + width + "s  %s%n", indent, step.source().name(), words(step, takenBy));
            step.match().ifPresent(term -> print(term, indent + "  match  "));
            step.drop().ifPresent(term -> print(term, indent + "  drop   "));
        }
    }

    private String words(Step step, String takenBy) {
        var fate =
                step.drops() ? marks.bad("drops it") : marks.good(step.source().copy() ? "takes a copy" : "takes it");
        return switch (step.answer()) {
            case MATCHES -> fate;
            case TAKES_THE_REST -> fate + ", since no other source did";
            case DOES_NOT_MATCH -> "does not match";
            case NOT_ASKED -> "is not asked: " + takenBy + " took it";
        };
    }

    private void print(Term term, String margin) {
        var words =
                switch (term.join()) {
                    case NONE -> Text.line(term.text()) + seen(term);
                    case AND -> "all of";
                    case OR -> "any of";
                    case NOT -> "not";
                };
        out.println(margin + marks.of(term) + ' ' + words);
        term.parts().forEach(part -> print(part, " ".repeat(margin.length() + 2)));
    }

    private static String seen(Term term) {
        if (term.seen().isEmpty()) {
            return "";
        }
        return "   <- "
                + term.seen().stream()
                        .map(seen -> seen.value() == null
                                ? seen.name() + " is absent"
                                : seen.name() + " is " + Text.value(seen.value()))
                        .collect(Collectors.joining(", "))
                + Marks.reason(term);
    }
}
