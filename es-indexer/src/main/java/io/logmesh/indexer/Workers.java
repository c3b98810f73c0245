package io.logmesh.indexer;

import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Attempt.Load;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.Delivery;
import io.logmesh.indexer.bulk.Throttle;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Deliver the backlog, one bulk each at a time, as many at once as the throttle lets. */
@ApplicationScoped
public class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final int count;
    private final Throttle throttle;
    private final Backlog<Indexable> backlog;
    private final Delivery<Indexable> delivery;
    private final AssignedPartitions partitions;
    private volatile List<Thread> threads = List.of();

    Workers(
            Settings settings,
            Throttle throttle,
            Backlog<Indexable> backlog,
            Delivery<Indexable> delivery,
            AssignedPartitions partitions) {
        this.count = settings.inFlight();
        this.throttle = throttle;
        this.backlog = backlog;
        this.delivery = delivery;
        this.partitions = partitions;
    }

    void start() {
        threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.ofVirtual().name("worker-" + i).start(this::work))
                .toList();
    }

    /** Takes up no further bulk, and waits for those under way. */
    void stop(Duration within) {
        throttle.close();
        backlog.close();
        long deadline = System.nanoTime() + within.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            throttle.enter();
            for (var bulk = backlog.take(); !bulk.isEmpty(); bulk = backlog.take()) {
                deliver(bulk);
                throttle.enter();
            }
        } catch (InterruptedException _) {
            // The service stops; what is open is read again.
        } catch (RuntimeException | Error e) {
            // Without this bulk's end its offsets would never be committed: better to begin again behind the last
            // commit.
            LOG.error("A worker failed; the service ends, to be started again", e);
            Quarkus.asyncExit(1);
        }
    }

    private void deliver(List<Indexable> bulk) throws InterruptedException {
        var attempt = delivery.attempt(bulk);
        partitions.settle(attempt.settled());
        if (attempt.load() == Load.UNAVAILABLE) {
            backlog.putBack(bulk, attempt.open());
        } else {
            backlog.answered(bulk, attempt.open());
        }
        throttle.leave(attempt.load(), bytes(bulk), attempt.took());
    }

    private static long bytes(List<Indexable> bulk) {
        return bulk.stream().mapToLong(document -> document.value().length).sum();
    }
}
