package io.logmesh.enricher;

import io.logmesh.telemetry.LagWatch;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells how far the group is behind in the partitions of this instance. */
@Singleton
@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
final class LagOfStreams {

    private final LagWatch watch;

    LagOfStreams(
            KafkaStreams streams,
            Admin admin,
            EnricherMeters meters,
            PrometheusMeterRegistry registry,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String group) {
        watch = new LagWatch(meters.lag(), admin, group, () -> mine(streams), registry);
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
    }

    private static Set<TopicPartition> mine(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }
}
