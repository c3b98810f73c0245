package io.logmesh.contract.formats;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/** What a format has found in a line: level, time, message, and all else as the members of a JSON object. */
public final class Findings {

    private final JsonBuffer pairs = new JsonBuffer(1024);
    private Level level;
    private long time;
    private boolean timeUnreadable;
    private Slice message;
    private Slice object;
    private int count;

    public Findings clear() {
        pairs.clear().append((byte) '{');
        level = null;
        time = TimeReader.NONE;
        timeUnreadable = false;
        message = null;
        object = null;
        count = 0;
        return this;
    }

    void level(Level found) {
        level = found;
    }

    void time(long millis) {
        time = millis;
    }

    /** The line has a time that can't be read, such as one of a day that does not exist. */
    void unreadableTime() {
        timeUnreadable = true;
    }

    /** {@code millis} is NONE where the line has a time that can't be read. */
    void timeOrUnreadable(long millis) {
        time = millis;
        timeUnreadable = millis == TimeReader.NONE;
    }

    void message(Slice text) {
        message = text;
    }

    /** Adds a field, unless it is missing, empty or the hyphen by which many formats say so. */
    void text(String name, Slice value) {
        if (isThere(value)) {
            name(name);
            JsonText.writeBytes(pairs, value.bytes(), value.from(), value.to());
        }
    }

    /** As {@link #text}, as a number where it is a decimal one. */
    void number(String name, Slice value) {
        if (!isThere(value)) {
            return;
        } else if (isNumber(value)) {
            name(name);
            pairs.append(value.bytes(), value.from(), value.to());
        } else {
            text(name, value);
        }
    }

    /** Adds {@code members}, which stand between the braces of a valid JSON object. */
    void members(Slice members) {
        if (!members.isEmpty()) {
            separate();
            pairs.append(members.bytes(), members.from(), members.to());
        }
    }

    /** Adds a field whose value is JSON already. */
    void json(Slice name, Slice value) {
        name(name);
        pairs.append(value.bytes(), value.from(), value.to());
    }

    /** Adds a field whose name is not known before; it may be empty. */
    void text(Slice name, Slice value) {
        name(name);
        JsonText.writeBytes(pairs, value.bytes(), value.from(), value.to());
    }

    /** As {@link #text}, as a number where it is a decimal one. */
    void number(Slice name, Slice value) {
        if (isNumber(value)) {
            json(name, value);
        } else {
            text(name, value);
        }
    }

    /** The line is a JSON object itself. */
    void object(Slice line) {
        object = line;
    }

    public Level level() {
        return level;
    }

    /** In milliseconds since the epoch, or NONE. */
    public long time() {
        return time;
    }

    /** Whether the line has a time that can't be read. */
    public boolean isTimeUnreadable() {
        return timeUnreadable;
    }

    /** The text without what was cut off it, or null where the format has no message. */
    public Slice message() {
        return message;
    }

    /** The fields as a JSON object, which need not be a valid one where the line itself claims to be it. */
    public Slice object() {
        if (object != null) {
            return object;
        }
        pairs.append((byte) '}');
        return new Slice(pairs.array(), 0, pairs.length());
    }

    private void name(Slice name) {
        separate();
        JsonText.writeBytes(pairs, name.bytes(), name.from(), name.to());
        pairs.append((byte) ':');
    }

    private void name(String name) {
        separate();
        pairs.append((byte) '"').append(name).append((byte) '"').append((byte) ':');
    }

    private void separate() {
        if (count++ > 0) {
            pairs.append((byte) ',');
        }
    }

    private static boolean isThere(Slice value) {
        return value != null && !value.isEmpty() && (value.length() > 1 || value.bytes()[value.from()] != '-');
    }

    /** As JSON writes them, without exponent, and not so long that a reader might lose digits. */
    private static boolean isNumber(Slice value) {
        if (value.isEmpty()) {
            return false;
        }
        byte[] text = value.bytes();
        int dots = 0;
        for (int i = value.from(); i < value.to(); i++) {
            boolean digit = text[i] >= '0' && text[i] <= '9';
            boolean inside = i > value.from() && i < value.to() - 1;
            dots += text[i] == '.' && inside ? 1 : 0;
            if (!digit && !(text[i] == '.' && inside)) {
                return false;
            }
        }
        boolean leadingZero = text[value.from()] == '0' && value.length() > 1 && text[value.from() + 1] != '.';
        return dots <= 1 && !leadingZero && value.length() <= 15;
    }
}
