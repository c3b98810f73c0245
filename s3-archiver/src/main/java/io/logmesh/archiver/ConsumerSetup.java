package io.logmesh.archiver;

import io.logmesh.contract.PolledOffsets;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** Gives the consumer what knows how far it has polled, and whether it missed anything. */
@ApplicationScoped
class ConsumerSetup implements ClientCustomizer<Map<String, Object>> {

    private final PolledOffsets polled;
    private final PollGap gap;

    ConsumerSetup(PolledOffsets polled, PollGap gap) {
        this.polled = polled;
        this.gap = gap;
    }

    @Produces
    @Singleton
    static PolledOffsets polledOffsets() {
        return new PolledOffsets();
    }

    @Produces
    @Singleton
    static PollGap pollGap() {
        return new PollGap();
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        if (channel.equals(RecordChannel.NAME)) {
            config.put(PolledOffsets.CONFIG, polled);
            config.put(PollGap.CONFIG, gap);
            config.put(
                    ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                    PolledOffsets.class.getName() + "," + PollGap.class.getName());
        }
        return config;
    }
}
