package io.logmesh.cli.rules;

import io.logmesh.cli.console.Units;
import io.logmesh.contract.sources.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints the results of a file's tests for people. */
final class CheckPrinter {

    /** Of one message. */
    private static final int MOST_PRINTED = 3;

    private final PrintWriter out;
    private final Marks marks;
    private final Path file;

    CheckPrinter(PrintWriter out, Marks marks, Path file) {
        this.out = out;
        this.marks = marks;
        this.file = file;
    }

    void print(Sources sources, List<TestResult> results, double seconds) {
        out.println(file + ": valid, " + number(sources.all().size(), "source") + ", rules " + sources.hash());
        results.forEach(this::print);
        long failed = results.stream().filter(result -> !result.passed()).count();
        long passed = results.size() - failed;
        if (results.isEmpty()) {
            out.println("no tests");
        } else {
            out.println((failed > 0
                            ? marks.bad(failed + " of " + number(results.size(), "test") + " failed")
                            : marks.good(number(passed, "test") + " passed"))
                    + " in " + Units.seconds(seconds));
        }
        out.flush();
    }

    private void print(TestResult result) {
        var test = result.test();
        var place = file + ":" + test.line() + ":" + test.column();
        var name = test.name().map(Text::line).orElse("");
        if (result.passed()) {
            out.println("  " + marks.passed() + ' ' + (name.isEmpty() ? place : name));
            return;
        }
        out.println("  " + marks.failed() + ' ' + (name.isEmpty() ? place : name + "  " + place));
        out.println("      given     " + Text.bytes(TestRunner.bytes(test)));
        var failing = result.failures().stream()
                .map(TestResult.Failure::record)
                .distinct()
                .toList();
        failing.stream().limit(MOST_PRINTED).forEach(record -> print(result, record));
        if (failing.size() > MOST_PRINTED) {
            out.println(
                    "      and so for " + Units.count(failing.size() - MOST_PRINTED) + " more records of the message");
        }
    }

    private void print(TestResult result, int record) {
        var failures = result.failures().stream()
                .filter(failure -> failure.record() == record)
                .toList();
        if (result.records() > 1) {
            out.println("      record    " + (record + 1) + " of " + result.records());
        }
        for (var failure : failures) {
            out.println("      expected  " + failure.expected());
            out.println("      got       " + failure.got());
        }
        out.println("      why");
        new StepPrinter(out, marks, "        ")
                .print(failures.getFirst().fate().why().get());
    }

    private static String number(long count, String what) {
        return Units.count(count) + ' ' + what + (count == 1 ? "" : "s");
    }
}
