package io.logmesh.cli.rules;

import io.logmesh.cli.console.Units;
import io.logmesh.cli.rules.Comparison.Move;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** Prints what a candidate would change, for people. */
final class ComparisonPrinter {

    private static final String ROW = "%-24s %22s %22s %24s %24s%n";
    private static final int MOST_LISTED = 50;

    private final PrintWriter out;

    ComparisonPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Comparison comparison, String stretch) {
        if (comparison.messages() == 0) {
            out.println("There are no messages in " + stretch + ".");
            out.flush();
            return;
        }
        out.printf(ROW, "SOURCE", "RECORDS IN", "RECORDS OUT", "BYTES IN", "BYTES OUT");
        var names = new TreeSet<>(comparison.before().keySet());
        names.addAll(comparison.after().keySet());
        names.forEach(name -> printRow(
                name,
                comparison.before().getOrDefault(name, Traffic.NONE),
                comparison.after().getOrDefault(name, Traffic.NONE)));
        out.println();
        comparison.moves().entrySet().stream()
                .limit(MOST_LISTED)
                .forEach(entry -> out.println(words(entry.getKey(), entry.getValue())));
        if (comparison.moves().size() > MOST_LISTED) {
            out.println("and " + (comparison.moves().size() - MOST_LISTED) + " more kinds of change; --json lists all");
        }
        out.println(verdict(comparison, stretch));
        out.flush();
    }

    private void printRow(String name, Traffic before, Traffic after) {
        out.printf(
                ROW,
                name,
                cell(before.recordsIn(), after.recordsIn(), Units::count),
                cell(before.recordsOut(), after.recordsOut(), Units::count),
                cell(before.bytesIn(), after.bytesIn(), Units::bytes),
                cell(before.bytesOut(), after.bytesOut(), Units::bytes));
    }

    private static String cell(long before, long after, LongFunction<String> words) {
        return before == after ? words.apply(after) : words.apply(before) + " -> " + words.apply(after);
    }

    private static String words(Move move, long records) {
        var count = Units.count(records) + (records == 1 ? " record " : " records ");
        return count
                + switch (move.change()) {
                    case REROUTED -> "rerouted: " + move.from() + " -> " + move.to();
                    case OTHER_LANE -> "in another lane: " + move.from() + " -> " + move.to();
                    case NEWLY_DROPPED -> "newly dropped: " + move.from() + " -> dropped by " + move.to();
                    case NO_LONGER_DROPPED -> "no longer dropped: dropped by " + move.from() + " -> " + move.to();
                    case DROPPED_ELSEWHERE -> "dropped by " + move.from() + " -> dropped by " + move.to();
                    case NEW_COPY -> "newly copied to " + move.to();
                    case NO_LONGER_COPIED -> "no longer copied to " + move.from();
                };
    }

    private static String verdict(Comparison comparison, String stretch) {
        var read = Units.count(comparison.records()) + " records in " + stretch;
        if (comparison.changed() == 0) {
            return "Nothing changes for the " + read + ".";
        }
        double share = 100.0 * comparison.changed() / comparison.records();
        return String.format(
                Locale.ROOT,
                "Something changes for %s (%s%%) of the %s.",
                Units.count(comparison.changed()),
                share < 0.01 ? "less than 0.01" : String.format(Locale.ROOT, "%.2f", share),
                read);
    }
}
