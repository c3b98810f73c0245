package io.logmesh.archiver;

import io.logmesh.archiver.archive.Metadata;
import io.logmesh.archiver.archive.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks how far the group has come, whichever members hold the partitions. */
final class GroupProgress implements AutoCloseable {

    private final String group;
    private final Admin admin;

    GroupProgress(String group, Map<String, Object> kafka) {
        this.group = group;
        admin = Admin.create(kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Of all partitions of a topic.
     *
     * @throws IllegalArgumentException where one has metadata of another version
     */
    List<Progress> of(String topic) throws ExecutionException, InterruptedException {
        // The ends are asked for first: what comes between the two questions makes a partition look less far, not
        // further.
        var ends = ends(topic);
        var committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet())))
                .partitionsToOffsetAndMetadata(group)
                .get();
        return ends.entrySet().stream()
                .map(end -> progress(committed.get(end.getKey()), end.getValue()))
                .toList();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        var description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        description
                .partitions()
                .forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Progress progress(OffsetAndMetadata committed, long end) {
        return committed == null
                ? new Progress(-1, new Metadata.Settled(Metadata.NOTHING), end)
                : new Progress(committed.offset(), Metadata.parse(committed.metadata()), end);
    }
}
