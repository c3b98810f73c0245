package io.logmesh.indexer;

import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Backlog;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Pauses the partitions whose lane of the backlog is full, and them alone. The consumer goes on polling, so it stays in
 * its group, and waits within the poll. Were the connector left to pause by itself, which it does where a batch is not
 * taken at once, it would pause all partitions, and poll without waiting, every two milliseconds.
 */
@ApplicationScoped
public class PartitionPauses {

    private static final Logger LOG = Logger.getLogger(PartitionPauses.class);

    private final Backlog<Indexable> backlog;
    private final KafkaClientService clients;
    private final AtomicBoolean isAsked = new AtomicBoolean();

    PartitionPauses(Backlog<Indexable> backlog, KafkaClientService clients) {
        this.backlog = backlog;
        this.clients = clients;
    }

    /** Has {@link #apply} run soon, on the polling thread; does not wait for it. */
    void ask() {
        KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer("enriched");
        if (consumer != null && isAsked.compareAndSet(false, true)) {
            var _ = consumer.runOnPollingThread(this::apply)
                    .subscribe()
                    .with(_ -> {}, problem -> LOG.infof("Partitions not paused this time: %s", problem.getMessage()));
        }
    }

    /** Must run on the polling thread. */
    void apply(Consumer<?, ?> consumer) {
        isAsked.set(false);
        Set<TopicPartition> paused = consumer.paused();
        var full = new HashSet<>(consumer.assignment());
        full.removeIf(partition -> !backlog.isFull(partition.topic()));
        var done = new HashSet<>(paused);
        done.removeAll(full);
        full.removeAll(paused);
        consumer.pause(full);
        consumer.resume(done);
    }
}
