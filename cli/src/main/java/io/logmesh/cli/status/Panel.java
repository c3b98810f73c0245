package io.logmesh.cli.status;

import io.logmesh.cli.console.Columns;
import io.logmesh.cli.console.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What people see of the mesh: as a table, or as one line. At most 80 columns wide. */
public final class Panel {

    private static final int WIDTH = 80;

    /** Of a lane whose name is longer, the columns beside it move to the right. */
    private static final int LONGEST_NAME = 26;

    private Panel() {}

    /** The table; rates and latency are of the time since {@code earlier}, totals since each service's start. */
    public static List<String> table(MeshReading now, MeshReading earlier) {
        var lines = new ArrayList<String>();
        lines.add(row("stage", "records/s", "since start", "lag", "state"));
        now.stages()
                .forEach((stage, reading) -> lines.add(row(
                        stage.displayName(),
                        Units.rate(now.rate(stage, earlier)),
                        Units.count(reading.recordsIn()),
                        count(reading.lag()),
                        reading.state().toString())));
        var latency = now.latencySince(earlier);
        lines.add("");
        lines.add("ingest to searchable   p50 " + time(latency.quantile(0.5)) + ", p99 " + time(latency.quantile(0.99))
                + now.latencySpan(earlier)
                        .map(span -> " in the last " + Units.duration(span))
                        .orElse(" since start"));
        lines.add("since start            " + Units.count(now.documents()) + " documents indexed");
        lines.add("                       " + Units.count(now.objects()) + " objects archived, "
                + Units.bytes(now.archivedBytes()));
        lines.add("                       " + Units.count(now.dropped()) + " records dropped by rules, "
                + Units.count(now.deadLetters()) + " dead letters");
        Trouble.of(now).forEach(trouble -> lines.addAll(Columns.wrapped(trouble, WIDTH)));
        return lines;
    }

    /** The same in one line, shorter. */
    public static String line(MeshReading now, MeshReading earlier) {
        var stages = now.stages().entrySet().stream()
                .map(stage -> stage.getKey().displayName() + ' '
                        + Units.rate(now.rate(stage.getKey(), earlier)) + "/s"
                        + " lag " + count(stage.getValue().lag()))
                .collect(Collectors.joining(", "));
        var latency = now.latencySince(earlier);
        return stages + " | p50 " + time(latency.quantile(0.5)) + " p99 " + time(latency.quantile(0.99))
                + " | since start " + Units.count(now.documents()) + " docs, " + Units.count(now.objects())
                + " objects "
                + Units.bytes(now.archivedBytes()) + ", " + Units.count(now.deadLetters()) + " dead"
                + Trouble.of(now).stream().map(trouble -> " | " + trouble).collect(Collectors.joining());
    }

    private static String row(String stage, String rate, String total, String lag, String state) {
        return String.format(
                Locale.ROOT, "%-14s%10s%16s%12s   %s", Columns.cut(stage, LONGEST_NAME), rate, total, lag, state);
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Units.count(number.getAsLong()) : "?";
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isPresent() ? Units.seconds(seconds.getAsDouble()) : "-";
    }
}
