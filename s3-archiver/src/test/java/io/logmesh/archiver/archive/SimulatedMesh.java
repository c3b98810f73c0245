package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One partition, its group coordinator, a store, and as many archivers as the steps bring up. Requests travel: each is
 * answered, or applied with the answer lost, or lost, or applied late, as the next step says.
 */
final class SimulatedMesh {

    static final Partition PARTITION = new Partition("logs.enriched.web", 0);
    private static final Duration LONG = Duration.ofSeconds(3);

    /** What may happen next. Where there is nothing it could happen to, it does nothing. */
    enum Step {
        PRODUCE,
        READ,
        READ_BY_ZOMBIE,
        ROTATE,
        GRANT_COMMIT,
        LOSE_COMMIT,
        LOSE_COMMIT_ANSWER,
        DELAY_COMMIT,
        DELIVER_DELAYED_COMMIT,
        STORE,
        FAIL_STORE,
        LOSE_STORE_ANSWER,
        DELAY_STORE,
        DELIVER_DELAYED_STORE,
        CRASH,
        REBALANCE,
        REJOIN,
        TELL_ZOMBIES
    }

    final FakeStore store = new FakeStore();
    final SimulatedCoordinator coordinator = new SimulatedCoordinator();
    private final NavigableSet<Long> log = new TreeSet<>();
    private final List<SimulatedArchiver> zombies = new ArrayList<>();
    private final List<ArchiveObject> delayedStores = new ArrayList<>();
    private SimulatedArchiver owner;
    private long end;

    SimulatedMesh() {
        produce();
        produce();
        owner = newOwner();
    }

    void take(Step step) {
        switch (step) {
            case PRODUCE -> produce();
            case READ -> owner.read(log);
            case READ_BY_ZOMBIE -> zombies.forEach(zombie -> zombie.read(log));
            case ROTATE -> all().forEach(archiver -> archiver.loop.pass(LONG));
            case GRANT_COMMIT -> all().forEach(archiver -> archiver.commits.answer(coordinator, true, true));
            case LOSE_COMMIT -> all().forEach(archiver -> archiver.commits.answer(coordinator, false, false));
            case LOSE_COMMIT_ANSWER -> all().forEach(archiver -> archiver.commits.answer(coordinator, true, false));
            case DELAY_COMMIT -> all().forEach(archiver -> archiver.commits.delay(coordinator));
            case DELIVER_DELAYED_COMMIT -> coordinator.applyDelayed();
            case STORE -> all().forEach(archiver -> archiver.answerStore(store, true, true));
            case FAIL_STORE -> all().forEach(archiver -> archiver.answerStore(store, false, false));
            case LOSE_STORE_ANSWER -> all().forEach(archiver -> archiver.answerStore(store, true, false));
            case DELAY_STORE -> all().forEach(archiver -> delayedStores.addAll(archiver.takeStores()));
            case DELIVER_DELAYED_STORE -> deliverDelayedStores();
            case CRASH -> crash();
            case REBALANCE -> rebalance();
            case REJOIN -> owner.generation = coordinator.nextGeneration();
            case TELL_ZOMBIES -> tellZombies();
        }
        all().forEach(archiver -> archiver.loop.run());
    }

    /** Lets the faults end and all work be done, then checks the promise. */
    void settle() {
        take(Step.REBALANCE);
        take(Step.REJOIN);
        for (int round = 0; round < 100 && !isDone(); round++) {
            Stream.of(Step.READ, Step.ROTATE, Step.GRANT_COMMIT, Step.STORE, Step.DELIVER_DELAYED_COMMIT)
                    .forEach(this::take);
            take(Step.DELIVER_DELAYED_STORE);
        }
        var archived = store.objects.values().stream().flatMap(List::stream).toList();
        assertThat(archived)
                .containsExactlyInAnyOrderElementsOf(
                        log.stream().map(String::valueOf).toList());
        assertThat(coordinator.hasIntent()).isFalse();
    }

    void close() {
        all().forEach(SimulatedArchiver::close);
    }

    private boolean isDone() {
        return coordinator.offset() >= end && !coordinator.hasIntent();
    }

    /** Two records and a commit marker behind them. */
    private void produce() {
        log.add(end);
        log.add(end + 1);
        end += 3;
    }

    private void deliverDelayedStores() {
        delayedStores.forEach(store::write);
        delayedStores.clear();
    }

    /** The process is gone; its requests are still on their way. */
    private void crash() {
        delayedStores.addAll(owner.takeStores());
        owner.commits.delay(coordinator);
        owner.close();
        owner = newOwner();
    }

    /** Another member gets the partition, and the owner does not know it yet. */
    private void rebalance() {
        zombies.add(owner);
        owner = newOwner();
    }

    private void tellZombies() {
        zombies.forEach(SimulatedArchiver::revoke);
        zombies.clear();
    }

    private SimulatedArchiver newOwner() {
        int generation = coordinator.nextGeneration();
        return new SimulatedArchiver(generation, coordinator);
    }

    private List<SimulatedArchiver> all() {
        return Stream.concat(zombies.stream(), Stream.of(owner)).toList();
    }
}
