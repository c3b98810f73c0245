package io.logmesh.archiver.archive;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** One assigned partition: takes its records in, and decides where its ranges end. {@link Protocol} does the rest. */
public final class PartitionArchive {

    private static final long NONE = -1;

    private final Assignment assignment;
    private final Surroundings around;
    private final Protocol protocol;
    private Rotation rotation;
    private OpenRange open;
    private long lastReceived = NONE;

    /** A negative {@code offset} says that the group holds none. */
    PartitionArchive(Assignment assignment, long offset, String metadata, Surroundings around) {
        this.assignment = assignment;
        this.around = around;
        protocol = new Protocol(assignment, offset, metadata, around);
        openRange();
    }

    Assignment assignment() {
        return assignment;
    }

    /**
     * Takes the next record; returns whether it did. It leaves it to whoever reads it next where the partition was taken away, or
     * what an earlier owner declared can't be read.
     *
     * @param source a valid name
     * @param ingestTs when it was collected, in milliseconds since the epoch
     * @param eventTs when it happened, likewise
     * @param key may be null
     */
    public boolean add(long offset, String source, long ingestTs, long eventTs, byte[] key, byte[] value) {
        if (!admit(offset)) {
            return false;
        }
        if (rotation.endsBefore(ingestTs, open)) {
            rotate(RotationReason.HOUR);
        }
        open.add(offset, source, ingestTs, eventTs, key, value);
        endRedo(offset);
        return true;
    }

    /** Takes the next record, which can't be archived. */
    public void refuse(long offset, Refused record) {
        if (admit(offset)) {
            open.refuse(offset, record);
            endRedo(offset);
        }
    }

    /** Takes the next record, which another sink is to have. It counts as read, and nothing of it is stored. */
    public void skip(long offset) {
        if (admit(offset)) {
            open.skip(offset);
            around.listener().skipped();
            endRedo(offset);
        }
    }

    void rotateIfDue() {
        rotation.due(open, around.loop()).ifPresent(this::rotate);
    }

    /** Closes the open range, if there is one and the one before it is done; returns whether that is so. */
    boolean rotate(RotationReason reason) {
        if (!protocol.isFilling() || open.isEmpty()) {
            return false;
        }
        var range = new Range(assignment.partition(), open.first(), open.last());
        var closed = open.close(range, new Metadata.Intent(range.last(), protocol.passed(), open.recipe()));
        openRange();
        around.listener().rotated(range, reason);
        protocol.rotate(closed);
        return true;
    }

    /**
     * Takes less of the heap, where it can; returns whether that is worth something. What must be redone can't be rotated
     * early instead, so it goes to disk even beyond the limit.
     */
    boolean shrink() {
        long before = open.held();
        try {
            if (protocol.redoing().isPresent()) {
                open.shrinkBeyondLimit();
            } else {
                open.shrink();
            }
        } catch (IOException e) {
            around.listener().spoolFailed(e);
        }
        return open.held() <= before / 2;
    }

    /** Whether the consumer's position, once all is received, would say something new. */
    boolean asksForPosition() {
        return protocol.redoing().isPresent() || (protocol.isFilling() && open.isEmpty());
    }

    /** The consumer stands at {@code position}, and there are no records from {@code received} up to there. */
    void drained(long received, long position) {
        if (received != lastReceived) {
            return;
        }
        var redoing = protocol.redoing();
        if (redoing.isPresent()) {
            redoing.filter(redo -> position > redo.range().last()).ifPresent(this::finish);
        } else if (open.isEmpty()) {
            protocol.drained(position);
        }
    }

    /** The partition is taken away: nothing is done for it from here on. */
    void release() {
        around.listener().handedOver(heldRecords());
        protocol.release();
        open.discard();
    }

    long lastReceived() {
        return lastReceived;
    }

    /** Whether all that could be archived has been. */
    boolean isQuiet() {
        return protocol.isQuiet() && (open.isEmpty() || !protocol.isFilling());
    }

    /** Whether a range is declared, stored or settled just now, and the open one must wait for it. */
    boolean isOnItsWay() {
        return !protocol.isQuiet();
    }

    long openHeld() {
        return open.held();
    }

    long closedHeld() {
        return protocol.closedHeld();
    }

    /** What the store said of an object that is still tried again, if there is one. */
    Optional<String> storeProblem() {
        return protocol.storeProblem();
    }

    /** How many records were taken that are neither archived nor refused yet. */
    long heldRecords() {
        return open.heldRecords() + protocol.heldRecords();
    }

    /** How many objects are open or on their way to the store. */
    int files() {
        return open.files()
                + protocol.closed().mapToInt(closed -> closed.objects().size()).sum();
    }

    /** When each range was opened that is not yet stored, in nanoseconds of the loop's clock. */
    Stream<Long> openedAt() {
        var opened = open.isEmpty() ? Stream.<Long>empty() : Stream.of(open.openedAt());
        return Stream.concat(opened, protocol.closed().map(ClosedRange::openedAt));
    }

    private boolean admit(long offset) {
        if (!protocol.takesRecords()) {
            around.listener().handedOver(1);
            return false;
        }
        if (offset <= lastReceived) {
            goBack(offset);
        }
        protocol.redoing().filter(redo -> !redo.range().contains(offset)).ifPresent(this::finish);
        if (open.isEmpty()) {
            openRange(); // the configuration may have changed since the range before was closed
        }
        lastReceived = offset;
        return true;
    }

    /**
     * The log was cut behind {@code offset}, or its topic made anew. What is open is let go of, since it holds records that
     * are no more. Those of it that were received before that offset are still in the log, and the consumer is past them.
     *
     * @throws IllegalStateException where there are any: then only a new start from the committed offset reads them again
     */
    private void goBack(long offset) {
        around.listener().wentBack(assignment.partition(), lastReceived, offset);
        if (!open.isEmpty() && open.first() < offset) {
            throw new IllegalStateException(
                    assignment.partition() + " went back to " + offset + ", into the range that is" + " open from "
                            + open.first() + " on; what is before it must be read again");
        }
        around.listener().handedOver(open.heldRecords());
        open.discard();
        openRange();
    }

    private void endRedo(long offset) {
        protocol.redoing().filter(redo -> redo.range().last() == offset).ifPresent(this::finish);
    }

    private void finish(Phase.Redoing redoing) {
        var range = redoing.range();
        if (open.first() != range.first() || open.last() != range.last()) {
            around.listener().lost(range, open.first(), open.last());
        }
        protocol.finishRedo(open.isEmpty() ? Optional.empty() : Optional.of(open.close(range, redoing.intent())));
        openRange();
    }

    /** A range that is read again is made as its intent says, any other as the configuration says now. */
    private void openRange() {
        var plan = around.plans().apply(assignment.partition());
        rotation = plan.rotation();
        var recipe = protocol.redoing().map(redo -> redo.intent().recipe()).orElse(plan.recipe());
        open = new OpenRange(recipe, around);
    }
}
