package io.logmesh.cli.rules;

import io.logmesh.cli.console.Terminal;
import io.logmesh.contract.sources.Term;
import io.logmesh.contract.sources.Term.Verdict;

/** Signs in colour for a terminal, plain words of the same meaning for everything else. */
record Marks(boolean terminal) {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String END = "\u001b[0m";

    static Marks forOutput() {
        return new Marks(Terminal.showsOutput());
    }

    String passed() {
        return terminal ? GREEN + "✓" + END : "ok    ";
    }

    String failed() {
        return terminal ? RED + "✗" + END : "FAILED";
    }

    /** Of an equal width for all. */
    String of(Term term) {
        if (terminal) {
            return switch (term.verdict()) {
                case TRUE -> GREEN + "✓" + END;
                case FALSE -> RED + "✗" + END;
                case UNDECIDED -> YELLOW + "?" + END;
            };
        }
        return switch (term.verdict()) {
            case TRUE -> "true ";
            case FALSE -> "false";
            case UNDECIDED -> "open ";
        };
    }

    String good(String text) {
        return terminal ? GREEN + text + END : text;
    }

    String bad(String text) {
        return terminal ? RED + text + END : text;
    }

    /** Why a term can't be decided, where it can't. */
    static String reason(Term term) {
        if (term.verdict() != Verdict.UNDECIDED || term.join() != Term.Join.NONE) {
            return "";
        }
        return term.seen().stream().anyMatch(seen -> seen.value() == null) ? "" : " (can't be computed of these)";
    }
}
