package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Balance;
import io.logmesh.cli.audit.balance.Discrepancy.Problem;
import io.logmesh.cli.audit.balance.SourceBalance;
import io.logmesh.cli.console.Units;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints an audit for people. */
final class ReportPrinter {

    private static final int MOST_LISTED = 10;
    private static final String ROW = "%-24s %12s %12s %12s %12s %9s %9s %9s %9s%n";

    private final PrintWriter out;

    ReportPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Report report) {
        out.printf(ROW, "SOURCE", "IN", "ARCHIVED", "INDEXED", "DROPPED", "DEAD", "MISSING", "TWICE", "UNEXPL.");
        report.balance().sources().forEach(this::printRow);
        out.println();
        printNotes(report);
        printDiscrepancies(report);
        out.println(verdict(report));
        out.flush();
    }

    private void printRow(String name, SourceBalance source) {
        out.printf(
                ROW,
                name.isEmpty() ? "(none)" : name,
                Units.count(source.in()),
                Units.count(source.archived()),
                Units.count(source.indexed()),
                Units.count(source.dropped()),
                Units.count(source.dead().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                Units.count(source.missingInArchive() + source.missingInIndex()),
                Units.count(source.twiceInArchive() + source.twiceInIndex()),
                Units.count(source.unexplained() + source.indexedAnyway()));
        printWithheld(source);
        if (source.dropped() > 0) {
            out.println("  dropped by the rule of " + name + ": " + Units.count(source.dropped()));
        }
        if (!source.dead().isEmpty()) {
            out.println("  dead letters: "
                    + source.dead().entrySet().stream()
                            .map(dead -> dead.getKey() + " " + Units.count(dead.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** What is rightly not where other records are. */
    private void printWithheld(SourceBalance source) {
        note(source.archivedOnly() > 0, "  archived and not indexed, as marked: " + Units.count(source.archivedOnly()));
        note(source.parked() > 0, "  parked, waiting to be sent on: " + Units.count(source.parked()));
        note(source.markers() > 0, "  besides, records of the mesh that tell of it: " + Units.count(source.markers()));
    }

    private void printNotes(Report report) {
        var balance = report.balance();
        note(!report.caughtUp(), "The mesh did not catch up in time: what is missing may still be on its way.");
        note(
                report.deleted() > 0,
                Units.count(report.deleted()) + " raw messages were deleted before, by the topics' retention; "
                        + "their records can't be checked.");
        note(
                balance.notCheckable() > 0,
                Units.count(balance.notCheckable()) + " records were found whose raw message is not there any more,"
                        + " or came through another topic.");
        note(
                balance.expectedElsewhere() > 0,
                Units.count(balance.expectedElsewhere()) + " of the unexplained records were expected in another"
                        + " source, by all rules that were in force then.");
        note(
                report.anonymousDeaths() > 0,
                Units.count(report.anonymousDeaths()) + " dead letters do not say whose they are.");
        report.notes().forEach(out::println);
        report.unreadable().forEach(object -> out.println("Can't be read: " + object));
    }

    private void note(boolean applies, String text) {
        if (applies) {
            out.println(text);
        }
    }

    private void printDiscrepancies(Report report) {
        for (var problem : Problem.values()) {
            var found = report.balance().discrepancies().stream()
                    .filter(one -> one.problem() == problem)
                    .toList();
            found.stream()
                    .limit(MOST_LISTED)
                    .forEach(one -> out.println(problem.words() + ": " + one.id() + " (" + one.source() + ")"));
            note(found.size() > MOST_LISTED, "… and more; --json lists up to " + Balance.MOST_LISTED + ".");
        }
    }

    private static String verdict(Report report) {
        return report.isBalanced()
                ? "Balanced: every record of " + Units.count(report.messages()) + " raw messages is where it must be,"
                        + " exactly once."
                : "NOT balanced.";
    }
}
