package io.logmesh.contract.joining;

/**
 * How far an event has come, as far as it matters for the question whether the next line continues it. Stored by
 * {@link #code}, which therefore never changes.
 */
enum LineState {
    /** Nothing can follow: JSON, logfmt, an access log. */
    COMPLETE(0),
    /** A line of text, perhaps with indented ones behind it; a trace may follow. */
    PLAIN(1),
    /** The frames of a trace have come. */
    FRAMES(2),
    /** Node has shown the source line at fault with a caret below; the error follows. */
    CARET(3),
    /** A Python traceback has begun; frames follow, and then the exception. */
    TRACEBACK(4),
    /** Python's exception has come; it may have been the cause of another. */
    RAISED(5),
    /** Python has announced another traceback. */
    CHAINED(6),
    /** Go writes its goroutines. */
    GOROUTINES(7);

    private final int code;

    LineState(int code) {
        this.code = code;
    }

    byte code() {
        return (byte) code;
    }

    static LineState of(byte code) {
        for (var state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of an event has the code " + code);
    }
}
