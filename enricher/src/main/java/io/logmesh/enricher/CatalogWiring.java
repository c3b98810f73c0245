package io.logmesh.enricher;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.enricher.kubernetes.KubernetesWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts together who reads the catalog of owners, and who fills it. */
@Singleton
final class CatalogWiring {

    private KubernetesWatch watch;

    @Produces
    @Singleton
    CatalogFollower catalog(
            EnricherConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            EnricherMeters meters) {
        var settings = CatalogClients.ofConsumer(kafka);
        var follower = new CatalogFollower(
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                config.catalogBudget(),
                config.catalogWait(),
                meters);
        meters.watch(follower);
        follower.start();
        return follower;
    }

    void close(@Disposes CatalogFollower catalog) {
        catalog.close();
    }

    /** Until the rules ask for it, the watch only looks at them. */
    void start(
            @Observes StartupEvent event,
            LiveSources rules,
            CatalogFollower catalog,
            MeshTopics topics,
            TopicCare care,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            EnricherMeters meters) {
        var settings = CatalogClients.ofProducer(kafka);
        var surroundings = new CatalogWatch(
                rules,
                catalog,
                topics,
                care,
                () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                meters);
        watch = new KubernetesWatch(surroundings, identity(), surroundings);
        watch.start();
    }

    /** Who reads the Lease should see which pod it is. */
    private static String identity() {
        var host = System.getenv("HOSTNAME");
        return (host == null ? "enricher" : host) + '_' + UUID.randomUUID();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
    }
}
