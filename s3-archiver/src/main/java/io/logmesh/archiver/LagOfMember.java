package io.logmesh.archiver;

import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.LagWatch;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells how far the group is behind in the partitions of this member. */
@Singleton
@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
class LagOfMember {

    private final Admin admin;
    private final LagWatch watch;

    LagOfMember(
            GroupLag lag,
            Ownership ownership,
            PrometheusMeterRegistry registry,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.records.group.id") String group) {
        admin = Admin.create(kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        watch = new LagWatch(lag, admin, group, ownership::partitions, registry);
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watch.close();
        admin.close(Duration.ofSeconds(1));
    }
}
