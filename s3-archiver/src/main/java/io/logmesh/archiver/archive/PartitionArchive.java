package io.logmesh.archiver.archive;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One assigned partition on its way through the protocol that {@link Phase} draws. */
public final class PartitionArchive {

    private static final long UNKNOWN = -1;

    private final Assignment assignment;
    private final Surroundings around;
    private final Effects effects;
    private Phase phase = new Phase.Filling();
    private OpenRange open;
    private long lastReceived = UNKNOWN;

    /** The offset that the group holds without an intent. */
    private long committed = UNKNOWN;

    private boolean released;

    /** A negative {@code offset} says that the group holds none. */
    PartitionArchive(Assignment assignment, long offset, String metadata, Surroundings around) {
        this.assignment = assignment;
        this.around = around;
        effects = new Effects(assignment, around, () -> !released);
        open = emptyRange();
        try {
            var intent = Intent.parse(metadata);
            committed = intent.isPresent() ? UNKNOWN : offset;
            intent.ifPresent(declared ->
                    phase = new Phase.Redoing(new Range(assignment.partition(), offset, declared.last()), declared));
        } catch (IllegalArgumentException _) {
            phase = new Phase.Barred(metadata);
            around.listener().barred(assignment.partition(), metadata);
        }
    }

    Assignment assignment() {
        return assignment;
    }

    /** Takes the next record. {@code ingestTs} is in milliseconds since the epoch; {@code source} is a valid name. */
    public void add(long offset, String source, long ingestTs, byte[] value) {
        if (admit(offset)) {
            open.add(offset, source, ingestTs, value);
            endRedo(offset);
        }
    }

    /** Takes the next record, which can't be archived. */
    public void refuse(long offset, Refused record) {
        if (admit(offset)) {
            open.refuse(offset, record);
            endRedo(offset);
        }
    }

    void rotateIfDue() {
        if (around.rotation().isDue(open, around.loop().nanoTime())) {
            rotate();
        }
    }

    /** Closes the open range, if there is one and the one before it is done. */
    void rotate() {
        if (phase instanceof Phase.Filling filling && !open.isEmpty()) {
            var range = new Range(assignment.partition(), open.first(), open.last());
            enter(filling.rotate(close(range, new Intent(range.last(), around.prefix()))));
        }
    }

    /** Whether the consumer's position, once all is received, would say something new. */
    boolean asksForPosition() {
        return phase instanceof Phase.Redoing || (phase instanceof Phase.Filling && open.isEmpty());
    }

    /** The consumer stands at {@code position}, and there are no records from {@code received} up to there. */
    void drained(long received, long position) {
        if (released || received != lastReceived) {
            return;
        }
        if (phase instanceof Phase.Redoing redoing && position > redoing.range().last()) {
            finish(redoing);
        } else if (phase instanceof Phase.Filling filling && open.isEmpty() && position > committed) {
            enter(filling.drained(position));
        }
    }

    /** The partition is taken away: nothing is done for it from here on. */
    void release() {
        released = true;
        open = emptyRange();
        around.listener().released(assignment.partition());
    }

    long lastReceived() {
        return lastReceived;
    }

    /** Whether all that could be archived has been; a range to be redone waits for records and can't be hurried. */
    boolean isQuiet() {
        return switch (phase) {
            case Phase.Filling _ -> open.isEmpty();
            case Phase.Redoing _, Phase.Barred _ -> true;
            case Phase.Declaring _, Phase.Storing _, Phase.Settling _ -> false;
        };
    }

    boolean canRotate() {
        return phase instanceof Phase.Filling && !open.isEmpty();
    }

    long openHeld() {
        return open.held();
    }

    long closedHeld() {
        return closed().mapToLong(ClosedRange::held).sum();
    }

    /** When each range was opened that is not yet stored, in nanoseconds of the loop's clock. */
    Stream<Long> openedAt() {
        var opened = open.isEmpty() ? Stream.<Long>empty() : Stream.of(open.openedAt());
        return Stream.concat(opened, closed().map(ClosedRange::openedAt));
    }

    private Stream<ClosedRange> closed() {
        return switch (phase) {
            case Phase.Declaring(var closed) -> Stream.of(closed);
            case Phase.Storing(var closed) -> Stream.of(closed);
            case Phase.Filling _, Phase.Redoing _, Phase.Settling _, Phase.Barred _ -> Stream.empty();
        };
    }

    private boolean admit(long offset) {
        if (released || phase instanceof Phase.Barred) {
            return false;
        }
        if (offset <= lastReceived) {
            around.listener().wentBack(assignment.partition(), lastReceived, offset);
            open = emptyRange();
        }
        if (phase instanceof Phase.Redoing redoing && !redoing.range().contains(offset)) {
            finish(redoing);
        }
        lastReceived = offset;
        return true;
    }

    private void endRedo(long offset) {
        if (phase instanceof Phase.Redoing redoing && redoing.range().last() == offset) {
            finish(redoing);
        }
    }

    private void finish(Phase.Redoing redoing) {
        var range = redoing.range();
        if (open.first() != range.first() || open.last() != range.last()) {
            around.listener().lost(range, open.first(), open.last());
        }
        enter(open.isEmpty() ? redoing.gone() : redoing.readAgain(close(range, redoing.intent())));
    }

    private ClosedRange close(Range range, Intent intent) {
        var closed = open.close(range, intent);
        open = emptyRange();
        return closed;
    }

    private OpenRange emptyRange() {
        return new OpenRange(around.gzip(), around.loop()::nanoTime);
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
        then(effects.commit(closed.range().first(), closed.intent().text()), () -> enter(declaring.declared()));
    }

    private void store(Phase.Storing storing) {
        then(effects.store(storing.closed()), () -> enter(storing.stored()));
    }

    private void settle(Phase.Settling settling) {
        then(effects.commit(settling.next(), ""), () -> {
            committed = settling.next();
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
