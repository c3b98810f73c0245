package io.logmesh.indexer;

import io.logmesh.contract.PolledOffsets;
import io.logmesh.contract.Topics;
import io.logmesh.indexer.bulk.Pause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The thread that owns the consumer: it polls, hands what came to the intake, commits what is settled, and pauses what is
 * full. Nothing else touches the consumer, so a poll, a commit, a pause and a rebalance can't overlap. It waits for nobody for
 * long, so it stays in its group however long Elasticsearch is away.
 */
@ApplicationScoped
public class Polling {

    private static final Logger LOG = Logger.getLogger(Polling.class);

    /** How long a poll waits for records; whatever else is to be done here, such as resuming a partition, waits with it. */
    private static final Duration WAIT = Duration.ofMillis(50);

    /** How long the intake may be busy until all partitions are paused. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final long COMMIT_EVERY = Duration.ofSeconds(1).toNanos();
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    /** Longer than a commit may take on top of a poll. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Function<PollLimit, Consumer<byte[], byte[]>> consumers;
    private final Intake intake;
    private final OffsetCommits commits;
    private final PartitionPauses pauses;
    private final Servers servers;
    private final Pause pause;
    private final MeterRegistry meters;
    private final PollLimit limit = new PollLimit();

    /** What the intake had no room for. Offsets of what is polled are settled by the intake alone, so nothing may be left out. */
    private final Queue<ConsumerRecords<byte[], byte[]>> waiting = new ArrayDeque<>();

    /** Why the last poll failed, until a consumer has joined the group again. */
    private Optional<String> problem = Optional.empty();

    private long lastCommit = System.nanoTime();
    private volatile boolean stopped;
    private Thread thread;

    @Inject
    Polling(
            KafkaSettings settings,
            PolledOffsets polled,
            Intake intake,
            OffsetCommits commits,
            PartitionPauses pauses,
            Servers servers,
            Pause pause,
            MeterRegistry meters) {
        this(
                limit -> new KafkaConsumer<>(settings.ofConsumer(polled), new ByteArrayDeserializer(), limit),
                intake,
                commits,
                pauses,
                servers,
                pause,
                meters);
    }

    Polling(
            Function<PollLimit, Consumer<byte[], byte[]>> consumers,
            Intake intake,
            OffsetCommits commits,
            PartitionPauses pauses,
            Servers servers,
            Pause pause,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.intake = intake;
        this.commits = commits;
        this.pauses = pauses;
        this.servers = servers;
        this.pause = pause;
        this.meters = meters;
    }

    void start() {
        thread = Thread.ofPlatform().name("polling").daemon().start(this::run);
    }

    /** Commits what is settled, and leaves the group. */
    void stop() {
        stopped = true;
        try {
            if (thread != null) {
                thread.join(STOP_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                consume();
            }
        } catch (InterruptedException _) {
            // The service stops.
        } catch (RuntimeException | Error e) {
            LOG.error("Polling failed; the service ends, to be started again", e);
            Quarkus.asyncExit(1);
        }
    }

    /** By one consumer, until it is to stop or a poll fails. */
    private void consume() throws InterruptedException {
        try (var consumer = consumers.apply(limit);
                var metrics = new KafkaClientMetrics(consumer)) {
            metrics.bindTo(meters);
            consumer.subscribe(Topics.ENRICHED, new Rebalances(consumer));
            while (!stopped && poll(consumer)) {
                handOver();
                commitWhenDue(consumer);
            }
            commits.commit(consumer);
        }
    }

    /**
     * Whether it came to a good end. A poll takes records out of the consumer before it asks brokers for more, and where that
     * throws, for a broker that refuses the credentials, say, those records are given to nobody, while the consumer's position
     * stands behind them. So a consumer whose poll failed is neither asked for its position nor polled again: the next one
     * begins at what is committed, and what was polled since is read twice.
     */
    private boolean poll(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        if (waiting.isEmpty()) {
            pauses.apply(consumer);
        } else {
            pauses.pauseAll(consumer);
        }
        limit.begin();
        boolean isWhole = false;
        try {
            var polled = consumer.poll(waiting.isEmpty() ? WAIT : Duration.ZERO);
            if (!polled.isEmpty()) {
                waiting.add(polled);
            }
            isWhole = true;
        } catch (KafkaException e) {
            var what = "Records can't be polled: " + e.getMessage();
            servers.kafka().fails(what);
            problem = Optional.of(what);
            pause.last(RETRY_EVERY);
        } finally {
            if (!isWhole) {
                waiting.clear();
                commits.abandon();
            }
        }
        return isWhole;
    }

    private void handOver() throws InterruptedException {
        if (!waiting.isEmpty() && intake.offer(waiting.element(), PATIENCE)) {
            waiting.remove();
        }
    }

    private void commitWhenDue(Consumer<?, ?> consumer) {
        if (System.nanoTime() - lastCommit >= COMMIT_EVERY) {
            lastCommit = System.nanoTime();
            commits.commit(consumer);
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {

        private final Consumer<?, ?> consumer;

        Rebalances(Consumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            commits.assigned(added);
            pauses.ask(); // what is new begins unpaused
            // An empty poll shows nothing: without any broker it is empty, too. Who is in the group has reached one.
            problem.ifPresent(servers.kafka()::mended);
            problem = Optional.empty();
        }

        /** Also told of partitions that were lost; then the commit fails, and their new owner repeats a little. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            commits.revoked(consumer, removed);
        }
    }
}
