package io.logmesh.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line on standard error that tells how far a command is: rewritten in place in a terminal, else a new line every
 * few seconds, so that the log of a job stays short. Not thread-safe.
 */
public final class ProgressLine {

    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final long everyNanos;
    private long lastShown = System.nanoTime();
    private boolean dirty;

    public ProgressLine(PrintWriter err) {
        this(err, Terminal.showsErrors());
    }

    ProgressLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        this.everyNanos = (terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5)).toNanos();
    }

    /** Shows the text if it is time to; cheap enough to be called for every record. */
    public void show(Supplier<String> text) {
        if (System.nanoTime() - lastShown < everyNanos) {
            return;
        }
        if (terminal) {
            err.print(BACK_AND_CLEAR + text.get());
            dirty = true;
        } else {
            err.println(text.get());
        }
        err.flush();
        lastShown = System.nanoTime();
    }

    /** Takes the line away in a terminal, so that the next output begins a line. */
    public void clear() {
        if (dirty) {
            err.print(BACK_AND_CLEAR);
            err.flush();
            dirty = false;
        }
    }
}
