package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.HeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingTest {

    private static final String PROBLEM = "Records can't be polled: the broker refuses us";

    private final Parts parts = new Parts();
    private final Intake intake = parts.intake();
    private final Queue<Consumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
    private final Polling polling = new Polling(
            _ -> consumers.remove(),
            intake,
            new OffsetCommits(parts.partitions, parts.polled),
            new PartitionPauses(parts.backlog),
            parts.servers,
            _ -> {},
            parts.registry);

    /** Reports what it polls and closes as Kafka's own does. */
    private class Polled extends MockConsumer<byte[], byte[]> {

        private ConsumerRebalanceListener listener;
        private OffsetAndMetadata committed;

        Polled() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            updateBeginningOffsets(Map.of(Parts.PARTITION, 0L));
        }

        void join() {
            schedulePollTask(() -> rebalance(List.of(Parts.PARTITION)));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            return parts.polled.onConsume(super.poll(timeout));
        }

        @Override
        public synchronized void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
            this.listener = listener;
            super.subscribe(topics, listener);
        }

        @Override
        public void close() {
            listener.onPartitionsRevoked(assignment());
            committed = committed(Set.of(Parts.PARTITION)).get(Parts.PARTITION);
            super.close();
        }
    }

    @AfterEach
    void stop() {
        polling.stop();
    }

    @Test
    void noConsumerCommitsBehindRecordsThatAFailedPollTookAndGaveToNobody() {
        var failing = new Polled();
        var next = new Polled();
        consumers.addAll(List.of(failing, next));
        failing.join();
        failing.schedulePollTask(() -> LongStream.range(0, 10)
                .mapToObj(Records::complete)
                .map(record -> Records.header(record, HeaderNames.INDEX, HeaderNames.INDEX_NO))
                .forEach(failing::addRecord));
        failing.schedulePollTask(() -> {
            await().until(() -> parts.settledThrough() == 9);
            failing.seek(Parts.PARTITION, 20);
            failing.setPollException(new KafkaException("the broker refuses us"));
        });

        start();

        await().until(consumers::isEmpty);
        assertThat(failing.closed()).isTrue();
        // Ten where the time for a commit came before the failure.
        assertThat(failing.committed).isIn(null, new OffsetAndMetadata(10));
    }

    @Test
    void aFailedPollIsAProblemUntilAConsumerIsInTheGroupAgain() {
        parts.servers.kafka().works();
        var failing = new Polled();
        var next = new Polled();
        consumers.addAll(List.of(failing, next));
        failing.setPollException(new KafkaException("the broker refuses us"));

        start();

        await().until(consumers::isEmpty);
        assertThat(parts.servers.kafka().problem()).contains(PROBLEM);
        next.join();
        await().untilAsserted(() -> assertThat(parts.servers.kafka().problem()).isEmpty());
    }

    @Test
    void anEmptyPollDoesNotMeanThatKafkaWasReached() {
        var consumer = new Polled();
        consumers.add(consumer);
        var polls = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            consumer.schedulePollTask(polls::countDown);
        }

        start();

        await().until(() -> polls.getCount() == 0);
        polling.stop();
        assertThat(parts.servers.kafka().problem()).contains("not reached yet");
    }

    private void start() {
        intake.start();
        polling.start();
    }
}
