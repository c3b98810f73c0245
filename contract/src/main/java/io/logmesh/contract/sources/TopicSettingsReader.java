package io.logmesh.contract.sources;

import io.logmesh.contract.TopicConfigNames;
import io.logmesh.contract.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code topics} of the file, and {@code topic} of a source. */
final class TopicSettingsReader {

    static final int MAX_PARTITIONS = 10_000;

    /** A broker's id is no larger, and there can be no more replicas than brokers. */
    static final int MAX_REPLICATION = Short.MAX_VALUE;

    private static final String LIMIT = "max.message.bytes";
    private static final String CLEANUP = "cleanup.policy";

    private static final Form<Integer> PARTITIONS = Form.numberUpTo(MAX_PARTITIONS);
    static final List<String> FILE_KEYS = List.of("partitions", "replication", "retention", "configs");
    static final List<String> SOURCE_KEYS = List.of("replication", "retention", "configs");

    private final Problems problems;

    TopicSettingsReader(Problems problems) {
        this.problems = problems;
    }

    /** What holds for all topics of the mesh. */
    TopicSettings ofFile(Node node) {
        var members = Members.of(node, "topics", FILE_KEYS, problems);
        return settings(members, partitions(members));
    }

    /** What holds for the topics of one source. Their partitions stand beside {@code topic}. */
    TopicSettings ofSource(Members source, String name) {
        var topic = source.value("topic")
                .map(node -> Members.of(node, "topic of source '" + name + "'", SOURCE_KEYS, problems))
                .orElseGet(Members::none);
        return settings(topic, partitions(source));
    }

    private static Optional<Integer> partitions(Members members) {
        return members.read("partitions", PARTITIONS);
    }

    private TopicSettings settings(Members members, Optional<Integer> partitions) {
        return new TopicSettings(
                partitions,
                members.read("replication", Form.numberUpTo(MAX_REPLICATION)),
                members.read("retention", Form.DURATION_TEXT),
                members.value("configs").map(this::configs).orElse(Map.of()));
    }

    private Map<String, String> configs(Node node) {
        var configs = new HashMap<String, String>();
        Members.of(node, "configs", TopicConfigNames.ALL, problems).forEach((name, value) -> {
            if (name.getValue().equals(LIMIT) && !isEnough(value)) {
                problems.add(
                        value,
                        LIMIT + " has to be a number of at least " + Topics.MAX_MESSAGE_BYTES
                                + ": the mesh writes messages of up to that");
            } else if (name.getValue().equals(CLEANUP) && !isDelete(value)) {
                problems.add(
                        value, CLEANUP + " has to be delete: compaction keeps one record of each key, and loses logs");
            } else if (value instanceof ScalarNode scalar) {
                configs.put(name.getValue(), scalar.getValue());
            } else {
                problems.add(value, name.getValue() + " needs a value");
            }
        });
        return configs;
    }

    private static boolean isDelete(Node value) {
        return value instanceof ScalarNode scalar && scalar.getValue().strip().equals("delete");
    }

    private static boolean isEnough(Node value) {
        return value instanceof ScalarNode scalar
                && scalar.getValue().matches("[0-9]{1,9}")
                && Integer.parseInt(scalar.getValue()) >= Topics.MAX_MESSAGE_BYTES;
    }
}
