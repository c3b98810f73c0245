package io.logmesh.contract.sources;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Maps a place inside a scalar's value onto the file. YAML folds lines, strips indents and resolves escapes, but in all
 * styles the characters that are no white space come through in order; so the place is found by counting those.
 */
final class ScalarPlace {

    /** Line and column in the file, from 1. */
    record Place(int line, int column) {}

    private final int[] yaml;
    private final ScalarNode node;
    private int at;
    private int line;
    private int column;

    ScalarPlace(String yaml, ScalarNode node) {
        this.yaml = yaml.codePoints().toArray();
        this.node = node;
    }

    /** @param offset a code point of the value, from 0; at its end, the place behind it */
    Place of(int offset) {
        at = node.getStartMark().getIndex();
        line = node.getStartMark().getLine() + 1;
        column = node.getStartMark().getColumn() + 1;
        skipOpening();
        int before = (int) node.getValue()
                .codePoints()
                .limit(offset)
                .filter(c -> !Character.isWhitespace(c))
                .count();
        for (int passed = 0; passed < before && at < yaml.length; ) {
            passed += Character.isWhitespace(yaml[at]) ? 0 : 1;
            skipEscape();
            next();
        }
        while (offset < node.getValue().length() && at < yaml.length && Character.isWhitespace(yaml[at])) {
            next();
        }
        return new Place(line, column);
    }

    private void skipOpening() {
        var style = node.getScalarStyle();
        if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
            next();
        } else if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            while (at < yaml.length && yaml[at] != '\n') {
                next();
            }
        }
    }

    /** Two characters that stand for one: {@code ''} in single quotes, a backslash and a letter in double quotes. */
    private void skipEscape() {
        var style = node.getScalarStyle();
        if ((style == ScalarStyle.SINGLE_QUOTED && yaml[at] == '\'')
                || (style == ScalarStyle.DOUBLE_QUOTED && yaml[at] == '\\')) {
            next();
        }
    }

    private void next() {
        if (at < yaml.length && yaml[at++] == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }
}
