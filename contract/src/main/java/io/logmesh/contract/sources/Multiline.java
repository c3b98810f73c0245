package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of one stream of a container are one event. Partial lines (CRI's {@code P}) are joined in any case.
 *
 * @param automatic whether nobody chose: then lines are joined only where they are known to be one container's
 * @param traces whose stack traces are recognised; each joins indented lines to the line before, too. Empty = none
 * @param start what every event begins with, so that all other lines continue one; {@code traces} is empty then
 * @param timeout how long an event waits for its next line
 * @param maxLines how many lines an event may have; what follows begins another
 * @param maxBytes how many bytes of text an event may have; what follows begins another
 */
public record Multiline(
        boolean automatic, Set<Trace> traces, Optional<Pattern> start, Duration timeout, int maxLines, int maxBytes) {

    /** Whose stack traces: a language's or platform's. */
    public enum Trace {
        JAVA,
        PYTHON,
        GO,
        NODE,
        DOTNET,
        RUBY,
        /** Of no language in particular: indented lines belong to the line before. */
        INDENT
    }

    static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(500);
    static final int DEFAULT_LINES = 1_000;
    static final int DEFAULT_BYTES = 256 * 1024;

    /** The default: every trace that is known. */
    public static final Multiline AUTO = of(true, EnumSet.allOf(Trace.class));

    static final Multiline OFF = of(false, Set.of());

    public Multiline {
        // Sorted, since the hash of the rules is made of it and must be the same in every process.
        var sorted = EnumSet.noneOf(Trace.class);
        sorted.addAll(traces);
        traces = Collections.unmodifiableSet(sorted);
    }

    static Multiline of(boolean automatic, Set<Trace> traces) {
        return new Multiline(automatic, traces, Optional.empty(), DEFAULT_TIMEOUT, DEFAULT_LINES, DEFAULT_BYTES);
    }

    /** Whether any line may be joined to another, partial ones aside. */
    public boolean joins() {
        return start.isPresent() || !traces.isEmpty();
    }
}
