package io.logmesh.cli.connection;

import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.TopicMaker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka, as the commands use it. What it answers with an error, or not in time, is a {@link Refusal}. */
public final class KafkaConnection implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final Map<String, Object> ADMIN_DEFAULTS =
            Map.of("default.api.timeout.ms", 30_000, "request.timeout.ms", 10_000);

    private static final Map<String, Object> CONSUMER_DEFAULTS = Map.of(
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false,
            "auto.offset.reset",
            "earliest",
            "fetch.max.bytes",
            16 << 20,
            "max.partition.fetch.bytes",
            4 << 20,
            "default.api.timeout.ms",
            30_000);

    private static final Map<String, Object> PRODUCER_DEFAULTS = Map.of(
            "acks",
            "all",
            "enable.idempotence",
            true,
            "compression.type",
            "lz4",
            "linger.ms",
            10,
            "batch.size",
            256 << 10,
            "max.request.size",
            4 << 20,
            "max.block.ms",
            30_000,
            "delivery.timeout.ms",
            60_000);

    private final Properties properties;
    private final Admin admin;

    private KafkaConnection(Properties properties, Admin admin) {
        this.properties = properties;
        this.admin = admin;
    }

    static KafkaConnection open(Properties properties) {
        try {
            var connection = new KafkaConnection(properties, Admin.create(with(properties, ADMIN_DEFAULTS)));
            connection.requireAnswer();
            return connection;
        } catch (KafkaException e) {
            throw new Refusal("can't talk to Kafka: " + Errors.describe(e));
        }
    }

    private void requireAnswer() {
        try {
            admin.describeCluster().clusterId().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            admin.close(Duration.ZERO);
            throw new Refusal("Kafka at " + address() + " does not answer; is it running, and are its settings right?");
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    /** The bootstrap servers, for messages. */
    public String address() {
        return properties.getProperty("bootstrap.servers");
    }

    /** A consumer of no group, which reads what is committed and commits nothing. The caller closes it. */
    public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                with(properties, CONSUMER_DEFAULTS), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** As {@link #consumer()}, of a group, whose offsets are to be committed by a producer; it polls so many at most. */
    public Consumer<byte[], byte[]> consumer(String group, int mostRecords) {
        var settings = with(properties, CONSUMER_DEFAULTS);
        settings.put("group.id", group);
        settings.put("max.poll.records", mostRecords);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer of transactions. Who opens another with the same id ends the former's. The caller closes it. */
    public Producer<byte[], byte[]> transactionalProducer(String id) {
        var settings = with(properties, PRODUCER_DEFAULTS);
        settings.put("transactional.id", id);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Whether a transaction failed since another producer of the same id goes on in its place. Kafka tells it by several
     * errors, and of a transaction that had begun in causes only.
     */
    public static boolean isReplaced(KafkaException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }

    /** Deletes what stands before these offsets. */
    public void deleteRecords(Map<TopicPartition, Long> before) {
        answer(admin.deleteRecords(before.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue()))))
                .all());
    }

    /** A producer whose records count as sent when all replicas have them. The caller closes it. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                with(properties, PRODUCER_DEFAULTS), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Makes the topic where it is missing, and waits until it is there. */
    public void make(NewTopic topic) {
        try {
            new TopicMaker(admin, ANSWER_WITHIN).ensure(List.of(topic));
        } catch (ExecutionException e) {
            throw new Refusal(
                    "Kafka at " + address() + " can't make " + topic.name() + ": " + Errors.describe(e.getCause()));
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    /** The names of the topics that are there and match. */
    public Collection<String> topics(Pattern pattern) {
        return answer(admin.listTopics().names()).stream()
                .filter(pattern.asMatchPredicate())
                .sorted()
                .toList();
    }

    /** Those of {@code names} that are there. */
    public Collection<String> topics(Collection<String> names) {
        return topics(Pattern.compile(names.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
    }

    /** All partitions of {@code topics}, which must exist. */
    public Collection<TopicPartition> partitions(Collection<String> topics) {
        return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** What the group has committed; a partition of which it has committed nothing is missing. */
    public Map<TopicPartition, Long> committed(String group) {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    /** Whether anybody is in the group. */
    public boolean hasMembers(String group) {
        try {
            return !admin.describeConsumerGroups(Set.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new Refusal("Kafka at " + address() + ": " + Errors.describe(e));
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new Refusal("Kafka at " + address() + ": " + Errors.describe(e));
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static Refusal interrupted() {
        Thread.currentThread().interrupt();
        return new Refusal("interrupted");
    }

    private static Properties with(Properties given, Map<String, Object> defaults) {
        var all = new Properties();
        all.putAll(defaults);
        all.putAll(given);
        return all;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
