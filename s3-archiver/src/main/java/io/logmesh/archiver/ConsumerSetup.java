package io.logmesh.archiver;

import io.logmesh.contract.PolledOffsets;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** Gives the consumer the interceptor that knows how far it has polled. */
@ApplicationScoped
class ConsumerSetup implements ClientCustomizer<Map<String, Object>> {

    private final PolledOffsets polled;

    ConsumerSetup(PolledOffsets polled) {
        this.polled = polled;
    }

    @Produces
    @Singleton
    static PolledOffsets polledOffsets() {
        return new PolledOffsets();
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        if (channel.equals(RecordChannel.NAME)) {
            config.put(PolledOffsets.CONFIG, polled);
            config.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PolledOffsets.class.getName());
        }
        return config;
    }
}
