package io.logmesh.local;

import io.logmesh.contract.TopicMaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics that collectors write to. They are the users' own, so no service makes them. */
final class RawTopics {

    private static final int PARTITIONS = 4;

    /** Room for a record beyond the mesh's limit of 1 MiB: the router cuts it and marks it, rather than lose it. */
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private RawTopics() {}

    /** Makes those that are missing. */
    static void make(List<String> names, String bootstrapServers) throws InterruptedException {
        var topics = names.stream()
                .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                        .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES))))
                .toList();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            new TopicMaker(admin).ensure(topics);
        } catch (ExecutionException e) {
            throw new MeshException(
                    "can't make the topics " + names + ": " + e.getCause().getMessage(), e);
        }
    }
}
