package io.logmesh.archiver.archive;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Takes one partition through the phases of the delivery protocol, and does what each of them is there for. */
final class Protocol {

    private static final long UNKNOWN = -1;

    private final Assignment assignment;
    private final Surroundings around;
    private final Effects effects;
    private Phase phase;

    /** The offset that the group holds without an intent. */
    private long committed = UNKNOWN;

    private long passed;
    private boolean released;

    /** A negative {@code offset} says that the group holds none. */
    Protocol(Assignment assignment, long offset, String metadata, Surroundings around) {
        this.assignment = assignment;
        this.around = around;
        effects = new Effects(assignment, around, () -> !released);
        phase = begin(offset, metadata);
    }

    private Phase begin(long offset, String text) {
        try {
            var metadata = Metadata.parse(text);
            passed = metadata.passed();
            return switch (metadata) {
                case Metadata.Intent intent ->
                    new Phase.Redoing(new Range(assignment.partition(), offset, intent.last()), intent);
                case Metadata.Settled _ -> {
                    committed = offset;
                    yield new Phase.Filling();
                }
            };
        } catch (IllegalArgumentException _) {
            around.listener().barred(assignment.partition(), text);
            return new Phase.Barred(text);
        }
    }

    Phase phase() {
        return phase;
    }

    /** How far the partition has come; see {@link Metadata#passed()}. */
    long passed() {
        return passed;
    }

    boolean takesRecords() {
        return !released && !(phase instanceof Phase.Barred);
    }

    /** The range that an earlier owner declared, while it is not read again in full. */
    Optional<Phase.Redoing> redoing() {
        return phase instanceof Phase.Redoing redoing ? Optional.of(redoing) : Optional.empty();
    }

    /** Whether a range may be closed. */
    boolean isFilling() {
        return !released && phase instanceof Phase.Filling;
    }

    void rotate(ClosedRange closed) {
        if (phase instanceof Phase.Filling filling) {
            enter(filling.rotate(closed));
        }
    }

    /** The declared range is read again; empty where retention has deleted all of it. */
    void finishRedo(Optional<ClosedRange> again) {
        if (phase instanceof Phase.Redoing redoing) {
            enter(again.isPresent() ? redoing.readAgain(again.get()) : redoing.gone());
        }
    }

    /** All there is has been archived, and the consumer stands at {@code position}. */
    void drained(long position) {
        if (isFilling() && position > committed && phase instanceof Phase.Filling filling) {
            enter(filling.drained(position, new Metadata.Settled(passed)));
        }
    }

    /** The partition is taken away: nothing is done for it from here on. */
    void release() {
        released = true;
        closed().forEach(ClosedRange::discard);
        effects.release();
        around.listener().released(assignment.partition());
    }

    /** Whether nothing is on its way; a range to be redone waits for records and can't be hurried. */
    boolean isQuiet() {
        return switch (phase) {
            case Phase.Filling _, Phase.Redoing _, Phase.Barred _ -> true;
            case Phase.Declaring _, Phase.Storing _, Phase.Settling _ -> false;
        };
    }

    /** The range that is on its way to the store, if one is. */
    Stream<ClosedRange> closed() {
        return switch (phase) {
            case Phase.Declaring(var closed) -> Stream.of(closed);
            case Phase.Storing(var closed) -> Stream.of(closed);
            case Phase.Filling _, Phase.Redoing _, Phase.Settling _, Phase.Barred _ -> Stream.empty();
        };
    }

    /** The bytes of heap that it takes, with what was made of it. */
    long closedHeld() {
        return closed().mapToLong(ClosedRange::held).sum() + effects.held();
    }

    /** What the store said of an object that is still tried again, if there is one. */
    Optional<String> storeProblem() {
        return effects.storeProblem();
    }

    /** How many of its records are neither archived nor refused yet. */
    long heldRecords() {
        return closed().mapToLong(ClosedRange::records).sum() - (phase instanceof Phase.Storing ? effects.done() : 0);
    }

    private void enter(Phase next) {
        phase = next;
        switch (next) {
            case Phase.Declaring declaring -> declare(declaring);
            case Phase.Storing storing -> store(storing);
            case Phase.Settling settling -> settle(settling);
            case Phase.Filling _, Phase.Redoing _, Phase.Barred _ -> {}
        }
        around.changed().run();
    }

    private void declare(Phase.Declaring declaring) {
        var closed = declaring.closed();
        then(effects.commit(closed.range().first(), closed.intent()), () -> enter(declaring.declared()));
    }

    private void store(Phase.Storing storing) {
        then(
                effects.store(storing.closed()),
                () -> enter(storing.stored(around.loop().currentTimeMillis())));
    }

    private void settle(Phase.Settling settling) {
        then(effects.commit(settling.next(), settling.metadata()), () -> {
            committed = settling.next();
            passed = settling.metadata().passed();
            enter(settling.settled());
        });
    }

    /** Goes on where the loop hears of it if {@code transition} fails; in a future, that would be lost. */
    private void then(CompletableFuture<?> done, Runnable transition) {
        var _ = done.whenComplete((_, bug) -> around.loop().execute(() -> proceed(bug, transition)));
    }

    /** An answer that comes after the partition has gone changes nothing. */
    private void proceed(Throwable bug, Runnable transition) {
        if (bug != null) {
            throw new IllegalStateException("a step of " + assignment.partition() + " ended in error", bug);
        }
        if (!released) {
            transition.run();
        }
    }
}
