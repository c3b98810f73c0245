package io.logmesh.cli.status;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.contract.Topics;
import io.logmesh.local.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /** Of the four services, and of the enricher of each lane that has a topic; where none runs, all of it is behind. */
    Map<Stage, GroupReading> read() {
        var topics = Set.copyOf(kafka.topics(ANY));
        var groups = new HashMap<Stage, GroupReading>();
        for (var stage : stages(topics)) {
            groups.put(
                    stage, new GroupReading(of(stage.group(), input(stage), topics), kafka.hasMembers(stage.group())));
        }
        return groups;
    }

    static List<Stage> stages(Set<String> topics) {
        return Stage.all(topics.stream()
                .filter(Topics.LANES.asMatchPredicate())
                .map(Topics::laneOf)
                .toList());
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
    private static Predicate<String> input(Stage stage) {
        return switch (stage.service()) {
            case ROUTER -> Topics.RAW::equals;
            case ENRICHER -> stage.lane().map(Topics::routed).orElse(Topics.ROUTED)::equals;
            case S3_ARCHIVER, ES_INDEXER -> Topics.ENRICHED.asMatchPredicate();
        };
    }

    @Override
    public void close() {
        consumer.close();
        kafka.close();
    }
}
