package io.logmesh.contract.formats;

import io.logmesh.contract.sources.LinePattern;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A user's pattern, which need not match the whole line. RE2/J takes time linear in the line; longer ones are left alone. */
final class PatternFormat implements LineFormat {

    private static final int LONGEST = 16 * 1024;

    private record Group(int number, Slice name, boolean isNumber) {}

    private final LinePattern pattern;
    private final List<Group> groups;
    private final LineCursor in = new LineCursor();

    PatternFormat(LinePattern pattern) {
        this.pattern = pattern;
        this.groups = pattern.fields().stream()
                .map(field -> new Group(field.group(), slice(field.name()), field.number()))
                .toList();
    }

    @Override
    public boolean read(Slice line, long near, Findings out) {
        var first = in.on(line).restOfLine();
        if (first.length() > LONGEST) {
            return false;
        }
        byte[] text = Arrays.copyOfRange(first.bytes(), first.from(), first.to());
        var matcher = pattern.pattern().matcher(text);
        if (!matcher.find()) {
            return false;
        }
        for (var group : groups) {
            int start = matcher.start(group.number());
            if (start >= 0) {
                var value = new Slice(text, start, matcher.end(group.number()));
                write(group, value, out);
            }
        }
        return true;
    }

    private static void write(Group group, Slice value, Findings out) {
        if (group.isNumber()) {
            out.number(group.name(), value);
        } else {
            out.text(group.name(), value);
        }
    }

    private static Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }
}
