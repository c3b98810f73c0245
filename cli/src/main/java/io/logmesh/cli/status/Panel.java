package io.logmesh.cli.status;

import io.logmesh.cli.console.Units;
import io.logmesh.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What people see of the mesh: as a table, or as one line. At most 80 columns wide. */
public final class Panel {

    private Panel() {}

    /** The table; rates and latency are of the time since {@code earlier}, totals since each service's start. */
    public static List<String> table(MeshReading now, MeshReading earlier) {
        var lines = new ArrayList<String>();
        lines.add(row("stage", "records/s", "since start", "lag", "state"));
        for (var service : Service.values()) {
            var stage = now.stages().get(service);
            lines.add(row(
                    service.displayName(),
                    Units.rate(now.rate(service, earlier)),
                    Units.count(stage.recordsIn()),
                    count(stage.lag()),
                    stage.state().toString()));
        }
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
                + Units.bytes(now.archivedBytes()) + ", " + Units.count(now.deadLetters()) + " dead";
    }

    private static String row(String stage, String rate, String total, String lag, String state) {
        return String.format(Locale.ROOT, "%-12s%12s%16s%12s   %s", stage, rate, total, lag, state);
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Units.count(number.getAsLong()) : "?";
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isPresent() ? Units.seconds(seconds.getAsDouble()) : "-";
    }
}
