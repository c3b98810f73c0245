package io.logmesh.enricher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics in memory, and fails for those that it is told to. */
final class FakeCluster implements TopicCreation {

    final Map<String, Exception> failures = new HashMap<>();
    final List<NewTopic> made = new ArrayList<>();
    int requests;

    @Override
    public void ensure(Collection<NewTopic> topics) throws ExecutionException {
        requests++;
        for (var topic : topics) {
            if (failures.containsKey(topic.name())) {
                throw new ExecutionException(failures.get(topic.name()));
            }
            made.add(topic);
        }
    }
}
