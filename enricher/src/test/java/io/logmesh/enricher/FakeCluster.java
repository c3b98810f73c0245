package io.logmesh.enricher;

import io.logmesh.contract.FoundTopic;
import io.logmesh.contract.TopicCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics in memory, and fails for those that it is told to. */
final class FakeCluster implements TopicCluster {

    final Map<String, Exception> failures = new HashMap<>();
    final List<NewTopic> made = new ArrayList<>();
    int maxMessageBytes = MeshTopics.MAX_MESSAGE_BYTES;

    @Override
    public Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException {
        var found = new HashMap<String, FoundTopic>();
        for (var topic : topics) {
            if (failures.containsKey(topic.name())) {
                throw new ExecutionException(failures.get(topic.name()));
            }
            made.add(topic);
            found.put(
                    topic.name(),
                    new FoundTopic(
                            topic.numPartitions(),
                            topic.replicationFactor(),
                            Map.of("max.message.bytes", Integer.toString(maxMessageBytes))));
        }
        return found;
    }
}
