package io.logmesh.it;

import io.logmesh.contract.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The consumer group of the archivers: who is in it, and what it holds. */
final class ArchiverGroup implements AutoCloseable {

    private static final String GROUP = "logmesh-s3-archiver";

    private final Admin admin;

    ArchiverGroup(String kafka) {
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Whether the group has come to those ends of the partitions, with no intent. */
    boolean isSettled(String source, Map<TopicPartition, Long> ends) throws Exception {
        var held = held(source);
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || (held.containsKey(end.getKey())
                                && held.get(end.getKey()).offset() == end.getValue()
                                && !isIntent(held.get(end.getKey()))));
    }

    /** How many of the source's partitions the group holds an intent of. */
    long intents(String source) throws Exception {
        return held(source).values().stream().filter(ArchiverGroup::isIntent).count();
    }

    boolean holdsIntent(String source, int partition) throws Exception {
        var held = held(source).get(new TopicPartition(Topics.enriched(source), partition));
        return held != null && isIntent(held);
    }

    private static boolean isIntent(OffsetAndMetadata held) {
        return !held.metadata().isBlank() && !held.metadata().contains(" settled ");
    }

    private Map<TopicPartition, OffsetAndMetadata> held(String source) throws Exception {
        var all = new HashMap<>(admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get());
        all.keySet().removeIf(partition -> !partition.topic().equals(Topics.enriched(source)));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** How many members the group has, when nothing moves; else 0. */
    int members() throws Exception {
        var group = group();
        return group.groupState() == GroupState.STABLE ? group.members().size() : 0;
    }

    /** The names of the archivers that hold the source's partitions, in their order; when nothing moves. */
    List<String> owners(String source) throws Exception {
        var group = group();
        var owners = new TreeMap<Integer, String>();
        if (group.groupState() == GroupState.STABLE) {
            group.members().forEach(member -> member.assignment().topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(Topics.enriched(source)))
                    .forEach(partition -> owners.put(partition.partition(), member.clientId())));
        }
        return List.copyOf(owners.values());
    }

    private ConsumerGroupDescription group() throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get();
    }
}
