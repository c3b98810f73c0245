package io.logmesh.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the cluster has it.
 *
 * @param configs by Kafka's names; empty where they may not be read
 */
public record FoundTopic(int partitions, int replicas, Map<String, String> configs) {

    /** What a broker's {@code message.max.bytes} is unless set. */
    static final int DEFAULT_MESSAGE_BYTES = 1_048_588;

    public FoundTopic {
        configs = new HashMap<>(configs); // may hold nulls: what is sensitive is not told
    }

    /** As it was asked for just now. */
    static FoundTopic made(NewTopic topic) {
        var configs = topic.configs() == null ? Map.<String, String>of() : topic.configs();
        return new FoundTopic(topic.numPartitions(), topic.replicationFactor(), configs);
    }

    /** As somebody else made it who does not let it be seen: nothing is known of it. */
    static FoundTopic unseen(NewTopic topic) {
        return new FoundTopic(topic.numPartitions(), topic.replicationFactor(), Map.of());
    }

    /**
     * The longest message that it takes, in bytes; Kafka's default where that may not be read. One that the broker refuses
     * would stop its partition for good, while one that would have fitted only becomes a dead letter.
     */
    public int maxMessageBytes() {
        var limit = configs.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return limit == null ? DEFAULT_MESSAGE_BYTES : Integer.parseInt(limit);
    }

    /** In words, where it falls short of what it would have been made with. More than that of anything will do. */
    List<String> shortOf(NewTopic wanted) {
        var shortages = new ArrayList<String>();
        if (partitions < wanted.numPartitions()) {
            shortages.add("it has " + partitions + " partitions instead of " + wanted.numPartitions());
        }
        if (replicas < wanted.replicationFactor()) {
            shortages.add("it has " + replicas + " replicas instead of " + wanted.replicationFactor());
        }
        if (wanted.configs() != null) {
            if (configs.isEmpty()) {
                shortages.add("its settings may not be read, so it is believed to take " + DEFAULT_MESSAGE_BYTES
                        + " bytes at most");
            }
            new TreeMap<>(wanted.configs()).forEach((name, value) -> {
                if (!suffices(name, value)) {
                    shortages.add(name + " is " + configs.get(name) + " instead of " + value);
                }
            });
        }
        return shortages;
    }

    private boolean suffices(String name, String wanted) {
        var actual = configs.get(name);
        return actual == null
                || actual.equals(wanted)
                || (name.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                        && Long.parseLong(actual) >= Long.parseLong(wanted));
    }
}
