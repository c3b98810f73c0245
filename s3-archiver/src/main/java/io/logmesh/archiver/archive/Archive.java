package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All partitions of this member, within one budget of memory. Must be called on the thread of its {@link Loop} only.
 *
 * <p>Records are pushed in batches: {@link #receiver} for each partition of the batch, then {@link #room}, whose
 * completion asks for the next batch. That is the whole back-pressure: while the store is slow or down, no batch is asked
 * for, and Kafka holds the backlog.
 */
public final class Archive implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Map<Partition, PartitionArchive> partitions = new HashMap<>();
    private final Surroundings around;
    private final MemoryBudget memory;
    private final Waiting waitingForRoom = new Waiting();
    private final Waiting waitingForQuiet = new Waiting();
    private boolean draining;
    private boolean checkIsDue;
    private boolean closed;

    public Archive(
            ArchiveSettings settings,
            Spool spool,
            Loop loop,
            Conversion conversion,
            ObjectStore store,
            OffsetCommits commits,
            ArchiveListener listener) {
        memory = new MemoryBudget(settings.heap(), partitions.values());
        around = new Surroundings(
                settings.plans(),
                new Compressors(),
                spool,
                loop,
                new Persistence(loop, settings.backoff()),
                conversion,
                store,
                commits,
                listener,
                this::checkSoon);
    }

    /** Starts the clock that rotates by age. */
    public void start() {
        around.loop().later(TICK, this::tick);
    }

    /** The group gave a partition, for which it holds {@code metadata} at {@code offset}, or nothing if that is negative. */
    public void assigned(Assignment assignment, long offset, String metadata) {
        revoked(assignment.partition());
        partitions.put(assignment.partition(), new PartitionArchive(assignment, offset, metadata, around));
    }

    /** The group took a partition away, or gave it to somebody else without asking. */
    public void revoked(Partition partition) {
        var released = partitions.remove(partition);
        if (released != null) {
            released.release();
            checkSoon();
        }
    }

    /**
     * Who takes the records of {@code partition} that were polled in {@code generation}: nobody, where they come from an
     * assignment that is over. They will be read again.
     */
    public Optional<PartitionArchive> receiver(Partition partition, int generation) {
        return Optional.ofNullable(partitions.get(partition))
                .filter(receiver -> generation >= receiver.assignment().generation());
    }

    /** To be called behind each batch: done when there is room for the next. */
    public CompletionStage<Void> room() {
        partitions.values().forEach(PartitionArchive::rotateIfDue);
        var room = waitingForRoom.join();
        check();
        return room;
    }

    /**
     * Rotates all that is open, whatever its size and age, and asks for no more batches; done when all is archived, and
     * the group knows it.
     */
    public CompletionStage<Void> drain() {
        draining = true;
        return quiet().thenCompose(_ -> settleDrained()).thenCompose(_ -> quiet());
    }

    /** Lets go of everything. What is not archived by now will be read again by whoever gets the partitions. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(partitions.keySet()).forEach(this::revoked);
        around.compressors().close();
    }

    private void tick() {
        if (closed) {
            return;
        }
        partitions.values().forEach(PartitionArchive::rotateIfDue);
        var _ = settleDrained();
        reportState();
        around.loop().later(TICK, this::tick);
    }

    /** Commits the positions of partitions that are archived as far as they were read; done when that is under way. */
    private CompletionStage<Void> settleDrained() {
        var asked = new HashMap<Assignment, Long>();
        for (var partition : partitions.values()) {
            if (partition.asksForPosition()) {
                asked.put(partition.assignment(), partition.lastReceived());
            }
        }
        var applied = new CompletableFuture<Void>();
        var answer = asked.isEmpty()
                ? CompletableFuture.completedFuture(Map.<Assignment, Long>of())
                : around.commits().drained(asked);
        answer.thenAccept(positions -> around.loop().execute(() -> {
            apply(positions, asked);
            applied.complete(null);
        }));
        return applied;
    }

    private void apply(Map<Assignment, Long> positions, Map<Assignment, Long> received) {
        positions.forEach((assignment, position) -> receiver(assignment.partition(), assignment.generation())
                .ifPresent(partition -> partition.drained(received.get(assignment), position)));
    }

    private void reportState() {
        around.listener()
                .storeProblem(partitions.values().stream()
                        .flatMap(partition -> partition.storeProblem().stream())
                        .findFirst());
        long now = around.loop().nanoTime();
        var ages = partitions.values().stream()
                .flatMap(PartitionArchive::openedAt)
                .map(openedAt -> now - openedAt)
                .toList();
        long oldest = ages.stream().max(Comparator.naturalOrder()).orElse(0L);
        around.listener()
                .state(
                        ages.size(),
                        partitions.values().stream()
                                .mapToInt(PartitionArchive::files)
                                .sum(),
                        Duration.ofNanos(oldest),
                        memory.held(),
                        around.spool().used(),
                        partitions.values().stream()
                                .mapToLong(PartitionArchive::heldRecords)
                                .sum());
    }

    private void checkSoon() {
        if (!checkIsDue && !closed) {
            checkIsDue = true;
            around.loop().execute(this::check);
        }
    }

    private void check() {
        checkIsDue = false;
        memory.relieve();
        if (draining) {
            continueDrain();
        } else if (memory.hasRoom()) {
            waitingForRoom.release();
        }
    }

    private void continueDrain() {
        var all = partitions.values();
        all.forEach(partition -> partition.rotate(RotationReason.SHUTDOWN));
        if (all.stream().allMatch(PartitionArchive::isQuiet)) {
            waitingForQuiet.release();
        }
    }

    private CompletableFuture<Void> quiet() {
        var quiet = waitingForQuiet.join();
        checkSoon();
        return quiet;
    }
}
