package io.logmesh.indexer;

import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.LagWatch;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Tells how far the group is behind in the partitions of this member. */
@Singleton
@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
class LagOfMember {

    private final Admin admin;
    private final LagWatch watch;

    LagOfMember(GroupLag lag, AssignedPartitions partitions, PrometheusMeterRegistry registry, KafkaSettings kafka) {
        admin = Admin.create(kafka.ofAdmin());
        watch = new LagWatch(lag, admin, kafka.group(), partitions::all, registry);
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
        admin.close(Duration.ofSeconds(1));
    }
}
