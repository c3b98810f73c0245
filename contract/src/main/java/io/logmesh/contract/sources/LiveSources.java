package io.logmesh.contract.sources;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules in force, which follow their file: a changed file is validated whole, prepared, and then takes effect at
 * once; a broken one is refused, and the last good one stays. It is the content that is compared, so it does not matter
 * how the file is replaced: in place, by a rename, or behind a symbolic link, as a ConfigMap is.
 *
 * <p>A change counts when two looks in a row found the same, so a file that is being written is not taken for a short
 * one. Thread-safe.
 */
public final class LiveSources implements Supplier<LiveSources.Rules>, AutoCloseable {

    /**
     * Rules in force.
     *
     * @param hash {@link Sources#hash()}
     * @param since when they took effect in this process
     * @param text the file that they stand in
     */
    public record Rules(Sources sources, String hash, Instant since, String text) {

        /** They take effect now, and stand in no file. */
        public static Rules of(Sources sources) {
            return of(sources, "");
        }

        static Rules of(Sources sources, String text) {
            return new Rules(sources, sources.hash(), Instant.now(), text);
        }
    }

    /** Goes along with a change. */
    public interface Observer {

        /**
         * Gets ready for rules before they take effect.
         *
         * @throws RuntimeException where that is not possible at present; at the next look it is tried again
         */
        void prepare(Rules next);

        /** These have taken effect. */
        void changed(Rules rules);

        /** The file can't take effect, for a reason that has not been told before. */
        void refused(String problem);
    }

    /** What a look found: the text, or why there is none. */
    private record Reading(String text, String error) {}

    private final Path file;
    private final Observer observer;
    private volatile Rules rules;
    private volatile Optional<String> problem = Optional.empty();
    private Reading judged;
    private Reading before;
    private Thread watch;

    private LiveSources(Path file, Rules rules, Observer observer) {
        this.file = file;
        this.rules = rules;
        this.observer = observer;
    }

    /**
     * The rules of that file. It is not watched before {@link #watch}.
     *
     * @throws InvalidSourcesException where it can't be read, or is broken
     */
    public static LiveSources open(Path file, Observer observer) throws InvalidSourcesException {
        var text = Sources.text(file);
        return new LiveSources(file, Rules.of(Sources.parse(file.toString(), text), text), observer);
    }

    /** Without a file there are no rules, and never will be: every record goes to the default source. */
    public static LiveSources none() {
        return new LiveSources(null, Rules.of(Sources.none(), Sources.NONE), null);
    }

    /** The rules in force. */
    @Override
    public Rules get() {
        return rules;
    }

    /** Why the file is not what is in force; empty where it is. */
    public Optional<String> problem() {
        return problem;
    }

    /** Looks at the file so often, until this is closed. */
    public synchronized void watch(Duration every) {
        if (file != null) {
            watch = Thread.ofVirtual().name("watch-sources").start(() -> watchFor(every));
        }
    }

    private void watchFor(Duration every) {
        try {
            while (true) {
                Thread.sleep(every);
                look();
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /** Looks at the file once. */
    synchronized void look() {
        var found = read();
        if (found.equals(judged)) {
            before = found;
        } else if (found.equals(before)) {
            judge(found);
        } else {
            before = found;
        }
    }

    private Reading read() {
        try {
            return new Reading(Sources.text(file), null);
        } catch (InvalidSourcesException e) {
            return new Reading(null, e.getMessage());
        }
    }

    private void judge(Reading found) {
        if (found.error() != null) {
            refuse(found.error());
            judged = found;
            return;
        }
        try {
            takeEffect(Rules.of(Sources.parse(file.toString(), found.text()), found.text()));
            judged = found;
        } catch (InvalidSourcesException e) {
            refuse(e.getMessage());
            judged = found;
        } catch (RuntimeException e) {
            refuse(file + ": is not in force yet: " + e.getMessage());
        }
    }

    private void takeEffect(Rules next) {
        if (!next.hash().equals(rules.hash())) {
            observer.prepare(next);
            rules = next;
            observer.changed(next);
        }
        problem = Optional.empty();
    }

    private void refuse(String why) {
        if (!problem.equals(Optional.of(why))) {
            problem = Optional.of(why);
            observer.refused(why);
        }
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.interrupt();
        }
    }
}
