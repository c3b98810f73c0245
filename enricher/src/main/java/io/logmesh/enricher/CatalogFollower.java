package io.logmesh.enricher;

import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the whole topic {@code logs.catalog}, and follows it. Whatever goes wrong here, records go on: where the topic is
 * missing, nobody owns anything; where the cluster fails, what was read last counts until all is read anew. That is why it is
 * no global store of Kafka Streams: see docs/decisions/0008.
 */
final class CatalogFollower implements Owners, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    /** How often a topic that is missing is looked for, and a cluster that failed is asked again. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(CatalogFollower.class);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final long waitUntil;
    private final EnricherMeters meters;
    private final Catalog catalog;
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("catalog").daemon().unstarted(this::run);
    private volatile boolean current;
    private volatile boolean closed;
    private volatile Consumer<byte[], byte[]> consumer;
    private boolean failing;

    /**
     * Reads nothing before {@link #start}.
     *
     * @param budget how much heap the entries may take, in bytes
     * @param patience how long records wait, at most and once, for the catalog to be read
     */
    CatalogFollower(
            Supplier<Consumer<byte[], byte[]>> consumers, long budget, Duration patience, EnricherMeters meters) {
        this.consumers = consumers;
        this.waitUntil = System.nanoTime() + patience.toNanos();
        this.meters = meters;
        this.catalog = new Catalog(budget);
    }

    void start() {
        thread.start();
    }

    /** Waits until the catalog was read once, or is known to be missing; but only for the rest of the time that is set. */
    @Override
    public void await() {
        try {
            if (!looked.await(waitUntil - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.warnf(
                        "%s could not be read in time; records go on with as many owners as are known", Topics.CATALOG);
                looked.countDown();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What the topic says, whole; empty where that is not known for the time being. */
    Optional<Catalog> whole() {
        return current ? Optional.of(catalog) : Optional.empty();
    }

    /** What is known now. */
    Catalog catalog() {
        return catalog;
    }

    @Override
    public boolean isEmpty() {
        return catalog.isEmpty();
    }

    @Override
    public Owner of(String namespace, String podUid) {
        return catalog.of(namespace, podUid);
    }

    private void run() {
        while (!closed) {
            try (var opened = consumers.get()) {
                consumer = opened;
                follow();
            } catch (WakeupException _) {
                LOG.debug("The service stops");
            } catch (RuntimeException e) {
                failed(e);
                pause();
            }
        }
    }

    private void follow() {
        var partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var end = consumer.endOffsets(partitions);
        catalog.beginAnew();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
            poll();
        }
        read();
        LOG.infof("The catalog is read: %d entries", catalog.size());
        while (!closed) {
            poll();
        }
    }

    /** Waits for the topic where it is missing. */
    private List<TopicPartition> partitions() {
        while (true) {
            var found = consumer.partitionsFor(Topics.CATALOG);
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
            catalog.beginAnew();
            read();
            pause();
            wakeIfClosed();
        }
    }

    private void wakeIfClosed() {
        if (closed) {
            throw new WakeupException();
        }
    }

    private void poll() {
        for (var record : consumer.poll(POLL)) {
            take(record);
        }
        wakeIfClosed();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            catalog.put(record.key(), record.value());
        } catch (InvalidEntryException e) {
            meters.catalogRefused(e.reason());
            LOG.debugf(
                    "%s-%d@%d is not taken: %s", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private void read() {
        catalog.endAnew();
        current = true;
        failing = false;
        looked.countDown();
    }

    private void failed(RuntimeException e) {
        current = false;
        if (e instanceof AuthorizationException) {
            looked.countDown(); // nothing that waiting would mend
        }
        if (!failing && !closed) {
            failing = true;
            LOG.warnf("%s can't be read; what is known of it counts until it can: %s", Topics.CATALOG, e.toString());
        }
    }

    private void pause() {
        try {
            for (long end = System.nanoTime() + RETRY_AFTER.toNanos(); !closed && System.nanoTime() < end; ) {
                Thread.sleep(POLL);
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        try {
            if (thread.isAlive()) {
                thread.join(STOP_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
