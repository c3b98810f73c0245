package io.logmesh.contract.joining;

import static io.logmesh.contract.joining.Looks.ascii;

import com.google.re2j.Pattern;
import io.logmesh.contract.sources.Multiline;
import io.logmesh.contract.sources.Multiline.Trace;
import io.logmesh.contract.text.Slice;
import java.util.Arrays;

/**
 * Decides which line continues the event before it. A pure function of the event's state and the line, so that it makes
 * no difference where the work was interrupted.
 *
 * <p>Indented lines continue, in every language. What else continues depends on the language, and on what came before:
 * Python's exception stands unindented behind its frames, Go's calls behind {@code goroutine 1 [running]:}.
 */
final class EventGrammar {

    /** How much of a line a user's pattern sees. */
    private static final int PATTERN_REACH = 1024;

    private static final byte[] TRACEBACK = ascii("Traceback (most recent call last):");
    private static final byte[] DURING = ascii("During handling of the above exception");
    private static final byte[] DIRECT_CAUSE = ascii("The above exception was the direct cause");
    private static final byte[] PANIC = ascii("panic: ");
    private static final byte[] FATAL = ascii("fatal error: ");
    private static final byte[][] GO_LINES = {
        PANIC,
        ascii("created by "),
        ascii("[signal "),
        ascii("[originating from "),
        ascii("exit status "),
        ascii("PC=0x")
    };
    private static final byte[][] CAUSES = {ascii("Caused by: "), ascii("Suppressed: "), ascii("... ")};
    private static final byte[][] DOTNET_MARKS = {ascii("--- End of "), ascii("---> ")};
    private static final byte[] CLOSING = ascii("}");
    private static final byte[] NODE_VERSION = ascii("Node.js v");

    private EventGrammar() {}

    /** The state of an event that begins with this line. */
    static LineState first(Slice line, Multiline rules) {
        if (rules.start().isPresent()) {
            return LineState.PLAIN;
        } else if (!rules.joins() || SelfContained.is(line) || Looks.isBlank(line)) {
            return LineState.COMPLETE;
        } else if (Looks.isIndented(line)) {
            return LineState.FRAMES;
        } else if (has(rules, Trace.PYTHON) && line.startsWith(TRACEBACK)) {
            return LineState.TRACEBACK;
        } else if (has(rules, Trace.GO) && beginsGoDump(line)) {
            return LineState.GOROUTINES;
        }
        return LineState.PLAIN;
    }

    /** The state that this line takes an event of that state to, or null where it begins another event. */
    static LineState next(LineState state, Slice line, Multiline rules) {
        if (rules.start().isPresent()) {
            return matches(rules.start().get(), line) ? null : LineState.PLAIN;
        } else if (state == LineState.COMPLETE || !rules.joins()) {
            return null;
        } else if (Looks.isBlank(line)) {
            return mayHaveBlankLines(state) ? state : null;
        } else if (Looks.isIndented(line)) {
            return behindIndented(state, line);
        }
        return behindUnindented(state, line, rules);
    }

    private static boolean mayHaveBlankLines(LineState state) {
        return state != LineState.PLAIN && state != LineState.FRAMES;
    }

    private static LineState behindIndented(LineState state, Slice line) {
        return switch (state) {
            case PLAIN, FRAMES ->
                Looks.isCarets(line) ? LineState.CARET : Looks.isFrame(line) ? LineState.FRAMES : state;
            case CARET -> LineState.FRAMES;
            case CHAINED -> LineState.RAISED;
            default -> state;
        };
    }

    private static LineState behindUnindented(LineState state, Slice line, Multiline rules) {
        LineState next = null;
        if (has(rules, Trace.PYTHON)) {
            next = python(state, line);
        }
        if (next == null && has(rules, Trace.GO)) {
            next = go(state, line);
        }
        if (next == null && (has(rules, Trace.JAVA) || has(rules, Trace.DOTNET))) {
            next = managed(state, line);
        }
        if (next == null && has(rules, Trace.NODE)) {
            next = node(state, line);
        }
        if (next == null && has(rules, Trace.RUBY)) {
            next = Looks.isRubyFrame(line) && isText(state) ? LineState.FRAMES : null;
        }
        return next;
    }

    private static LineState python(LineState state, Slice line) {
        return switch (state) {
            case PLAIN, CHAINED -> line.startsWith(TRACEBACK) ? LineState.TRACEBACK : null;
            case TRACEBACK -> LineState.RAISED;
            case RAISED -> line.startsWith(DURING) || line.startsWith(DIRECT_CAUSE) ? LineState.CHAINED : null;
            default -> null;
        };
    }

    private static LineState go(LineState state, Slice line) {
        if (state == LineState.PLAIN) {
            return Looks.isGoroutine(line) ? LineState.GOROUTINES : null;
        } else if (state != LineState.GOROUTINES) {
            return null;
        }
        boolean more = Looks.startsWithAny(line, GO_LINES)
                || Looks.isGoroutine(line)
                || Looks.isGoCall(line)
                || Looks.isRegister(line);
        return more ? LineState.GOROUTINES : null;
    }

    /** Java's and .NET's: the exception behind the logger's line, and its causes. */
    private static LineState managed(LineState state, Slice line) {
        boolean exception = state == LineState.PLAIN && Looks.isException(line, true);
        boolean cause = isText(state) && (Looks.startsWithAny(line, CAUSES) || Looks.startsWithAny(line, DOTNET_MARKS));
        return exception || cause ? LineState.FRAMES : null;
    }

    private static LineState node(LineState state, Slice line) {
        boolean error = state == LineState.CARET && Looks.isException(line, false);
        boolean end = isText(state) && (isAlone(line, CLOSING) || line.startsWith(NODE_VERSION));
        return error || end ? LineState.FRAMES : null;
    }

    private static boolean isText(LineState state) {
        return state == LineState.PLAIN || state == LineState.FRAMES;
    }

    private static boolean isAlone(Slice line, byte[] text) {
        return line.length() == text.length && line.startsWith(text);
    }

    private static boolean beginsGoDump(Slice line) {
        return line.startsWith(PANIC) || line.startsWith(FATAL) || Looks.isGoroutine(line);
    }

    private static boolean has(Multiline rules, Trace trace) {
        return rules.traces().contains(trace);
    }

    private static boolean matches(Pattern start, Slice line) {
        int end = Math.min(line.to(), line.from() + PATTERN_REACH);
        return start.matcher(Arrays.copyOfRange(line.bytes(), line.from(), end)).find();
    }
}
