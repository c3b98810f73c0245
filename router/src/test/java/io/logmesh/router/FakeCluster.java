package io.logmesh.router;

import io.logmesh.contract.FoundTopic;
import io.logmesh.contract.TopicCluster;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics in memory, and fails for those that it is told to. */
final class FakeCluster implements TopicCluster {

    final Map<String, Exception> failures = new HashMap<>();
    final Map<String, Integer> limits = new HashMap<>();
    final Set<String> made = new LinkedHashSet<>();

    @Override
    public Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException {
        var found = new HashMap<String, FoundTopic>();
        for (var topic : topics) {
            if (failures.containsKey(topic.name())) {
                throw new ExecutionException(failures.get(topic.name()));
            }
            made.add(topic.name());
            var configs = new HashMap<>(topic.configs());
            configs.computeIfPresent("max.message.bytes", (_, wanted) -> limit(topic.name(), wanted));
            found.put(topic.name(), new FoundTopic(topic.numPartitions(), topic.replicationFactor(), configs));
        }
        return found;
    }

    private String limit(String topic, String wanted) {
        return limits.containsKey(topic) ? limits.get(topic).toString() : wanted;
    }
}
