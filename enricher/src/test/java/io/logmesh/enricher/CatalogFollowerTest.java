package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.Topics;
import io.logmesh.contract.enrichment.Owner.Match;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the consumer that Kafka itself ships for tests. */
@Timeout(60)
class CatalogFollowerTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
    private final CatalogFollower follower =
            new CatalogFollower(this::next, 1 << 20, Duration.ofSeconds(30), new EnricherMeters(registry));

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void isReadBeforeTheFirstRecordAndFollowedFromThenOn() {
        var consumer = consumer(2);
        consumer.schedulePollTask(() -> {
            add(consumer, 0, "namespace/shop", "{\"team\":\"retail\"}");
            add(consumer, 1, "namespace/bank", "{\"team\":\"money\"}");
        });
        follower.start();
        follower.await();
        assertThat(follower.of("bank", null).match()).isEqualTo(Match.NAMESPACE);

        consumer.schedulePollTask(() -> add(consumer, 2, "namespace/shop", null));
        await().untilAsserted(
                        () -> assertThat(follower.of("shop", null).match()).isEqualTo(Match.MISS));
        assertThat(follower.of("bank", null).match()).isEqualTo(Match.NAMESPACE);
    }

    @Test
    void survivesRubbishAndCountsIt() {
        var consumer = consumer(4);
        consumer.schedulePollTask(() -> {
            add(consumer, 0, "rubbish", "{}");
            add(consumer, 1, "namespace/shop", "rubbish");
            consumer.addRecord(new ConsumerRecord<>(Topics.CATALOG, 0, 2, null, null));
            add(consumer, 3, "namespace/bank", "{\"team\":\"money\"}");
        });
        follower.start();
        follower.await();

        assertThat(follower.of("bank", null).match()).isEqualTo(Match.NAMESPACE);
        assertThat(refused("key")).isEqualTo(2);
        assertThat(refused("value")).isEqualTo(1);
    }

    @Test
    void holdsNothingUpWhereTheTopicIsMissing() {
        consumers.add(new MockConsumer<>("none"));
        follower.start();

        follower.await();

        assertThat(follower.isEmpty()).isTrue();
    }

    @Test
    void holdsNothingUpForLongerThanIsSet() {
        try (var slow = new CatalogFollower(
                () -> {
                    throw new KafkaException("no broker");
                },
                1 << 20,
                Duration.ofMillis(50),
                new EnricherMeters(registry))) {
            slow.start();
            slow.await();

            assertThat(slow.isEmpty()).isTrue();
        }
    }

    @Test
    void holdsNothingUpWhereItMayNotBeRead() {
        try (var refused = new CatalogFollower(
                () -> {
                    throw new TopicAuthorizationException("no");
                },
                1 << 20,
                Duration.ofHours(1),
                new EnricherMeters(registry))) {
            refused.start();
            refused.await();

            assertThat(refused.isEmpty()).isTrue();
            assertThat(refused.whole()).isEmpty();
        }
    }

    @Test
    void readsAllAnewWhereItFailedAndCountsOnWhatItKnewUntilThen() {
        var first = consumer(1);
        first.schedulePollTask(() -> add(first, 0, "namespace/shop", "{\"team\":\"retail\"}"));
        follower.start();
        follower.await();
        var second = consumer(1);
        first.schedulePollTask(() -> first.setPollException(new KafkaException("the offset is gone")));
        await().until(first::closed);

        assertThat(follower.of("shop", null).match()).isEqualTo(Match.NAMESPACE);

        second.schedulePollTask(() -> add(second, 0, "namespace/bank", "{\"team\":\"money\"}"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(follower.of("shop", null).match()).isEqualTo(Match.MISS));
        assertThat(follower.of("bank", null).match()).isEqualTo(Match.NAMESPACE);
    }

    private Consumer<byte[], byte[]> next() {
        try {
            return consumers.take();
        } catch (InterruptedException e) {
            throw new KafkaException(e);
        }
    }

    /** One that stands before a catalog that ends at {@code end}. */
    private MockConsumer<byte[], byte[]> consumer(long end) {
        var consumer = new MockConsumer<byte[], byte[]>("none");
        consumer.updatePartitions(Topics.CATALOG, List.of(new PartitionInfo(Topics.CATALOG, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumers.add(consumer);
        return consumer;
    }

    private static void add(MockConsumer<byte[], byte[]> consumer, long offset, String key, String value) {
        consumer.addRecord(
                new ConsumerRecord<>(Topics.CATALOG, 0, offset, bytes(key), value == null ? null : bytes(value)));
    }

    private double refused(String reason) {
        return registry.get("logmesh.catalog.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
