package io.logmesh.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of limited width. */
public final class Columns {

    private static final String INDENT = "    ";

    private Columns() {}

    /** The text, of at most {@code width} columns: a longer one ends in {@code …}. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + '…';
    }

    /** The text in lines of at most {@code width} columns, broken between words where it can be; all but the first are indented. */
    public static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var rest = text.strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > INDENT.length() ? space : width;
            lines.add(rest.substring(0, end));
            rest = INDENT + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
