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
            lags.put(service, of("logmesh-" + service.displayName(), input(service), topics));
        }
        topics.stream()
                .filter(Topics.LANES.asMatchPredicate())
                .forEach(lane -> lags.merge(Service.ENRICHER, of(groupOfLane(lane), lane::equals, topics), Long::sum));
        return lags;
    }

    /** Each lane has an enricher with a group of its own; where none runs, all that the lane holds is behind. */
    static String groupOfLane(String topic) {
        return "logmesh-" + Service.ENRICHER.displayName() + '-' + Topics.laneOf(topic);
    }

    private long of(String group, Predicate<String> input, Set<String> topics) {
        var committed = kafka.committed(group);
        var inputs = new HashSet<String>();
        topics.stream().filter(input).forEach(inputs::add);
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
