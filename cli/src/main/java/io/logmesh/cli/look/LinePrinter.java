package io.logmesh.cli.look;

import io.logmesh.cli.console.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;

/** Prints records a line each: time, source, place, level, message; in a terminal, the level in colour. */
final class LinePrinter {

    private static final String RESET = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colour;

    LinePrinter(PrintWriter out) {
        this(out, Terminal.showsOutput());
    }

    LinePrinter(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void print(LogLine line) {
        var parts = new ArrayList<String>();
        parts.add(line.time());
        parts.add(line.source());
        parts.add(line.place());
        parts.add(level(line.level()));
        parts.add(line.message());
        parts.removeIf(String::isEmpty);
        out.println(String.join("  ", parts));
        out.flush();
    }

    private String level(String level) {
        return level.isEmpty() || !colour ? level : colourOf(level) + level + RESET;
    }

    private static String colourOf(String level) {
        return switch (level) {
            case "error", "fatal" -> "\u001b[31m";
            case "warn" -> "\u001b[33m";
            case "info" -> "\u001b[32m";
            default -> "\u001b[2m";
        };
    }
}
