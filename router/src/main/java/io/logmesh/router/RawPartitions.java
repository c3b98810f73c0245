package io.logmesh.router;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Counts the partitions of the raw topics. */
record RawPartitions(Admin admin, RawTopics raw) {

    /**
     * How many each of them has, those that are not there left out.
     *
     * @throws ExecutionException where the cluster does not answer
     */
    Collection<Integer> count() throws ExecutionException, InterruptedException {
        var names =
                admin.listTopics().names().get().stream().filter(raw::matches).toList();
        return admin.describeTopics(names).allTopicNames().get().values().stream()
                .map(topic -> topic.partitions().size())
                .toList();
    }
}
