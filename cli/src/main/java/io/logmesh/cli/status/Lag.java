package io.logmesh.cli.status;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.contract.Topics;
import io.logmesh.local.Service;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How far the services' consumer groups are behind, counted in offsets of committed records. Not thread-safe. */
final class Lag implements AutoCloseable {

    private static final Pattern ANY = Pattern.compile(".*");

    private final KafkaConnection kafka;
    private final Consumer<byte[], byte[]> consumer;

    /** Closing this closes {@code kafka}. */
    Lag(KafkaConnection kafka) {
        this.kafka = kafka;
        this.consumer = kafka.consumer();
    }

    Map<Service, Long> read() {
        var topics = Set.copyOf(kafka.topics(ANY));
        var lags = new EnumMap<Service, Long>(Service.class);
        for (var service : Service.values()) {
            lags.put(service, of(service, topics));
        }
        return lags;
    }

    private long of(Service service, Set<String> topics) {
        var committed = kafka.committed("logmesh-" + service.displayName());
        var inputs = new HashSet<String>();
        topics.stream().filter(input(service)).forEach(inputs::add);
        committed.keySet().stream()
                .map(TopicPartition::topic)
                .filter(topics::contains)
                .forEach(inputs::add);
        return behind(kafka.partitions(inputs), committed);
    }

    private long behind(Collection<TopicPartition> partitions, Map<TopicPartition, Long> committed) {
        var ends = consumer.endOffsets(partitions);
        var untouched = partitions.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList();
        var beginnings = consumer.beginningOffsets(untouched);
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - committed.getOrDefault(end.getKey(), beginnings.getOrDefault(end.getKey(), 0L)))
                .map(lag -> Math.max(0, lag))
                .sum();
    }

    /** A group that has not committed yet still has all of its input before it. Users may name other raw topics. */
    private static Predicate<String> input(Service service) {
        return switch (service) {
            case ROUTER -> Topics.RAW::equals;
            case ENRICHER -> Topics.ROUTED::equals;
            case S3_ARCHIVER, ES_INDEXER -> Topics.ENRICHED.asMatchPredicate();
        };
    }

    @Override
    public void close() {
        consumer.close();
        kafka.close();
    }
}
