package io.logmesh.enricher;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** How the stream threads fail, report their health, and stop. */
@Singleton
final class StreamsLife {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /** Before Quarkus' own observer, which closes without leaving the consumer group. */
    private static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(StreamsLife.class);

    /** A thread that died is replaced: the broker or the network may be at fault, and they come back. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler replaceThread(EnricherMeters meters) {
        return error -> {
            LOG.error("A stream thread died and is replaced; its last records are read again", error);
            meters.threadReplaced();
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }

    /** Waiting for Kafka is being alive; only an end that nobody asked for is not. */
    @Produces
    @Liveness
    HealthCheck alive(KafkaStreams streams) {
        return () -> response("streams-alive", streams, streams.state() != State.ERROR);
    }

    @Produces
    @Readiness
    HealthCheck ready(KafkaStreams streams) {
        return () -> response("streams-running", streams, streams.state() == State.RUNNING);
    }

    /** Leaves the group, so that others take over the partitions at once and not after the session's timeout. */
    void stop(@Observes @Priority(FIRST) ShutdownEvent event, KafkaStreams streams) {
        var options = CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (streams.close(options)) {
            streams.cleanUp();
        } else {
            LOG.warnf("The stream threads did not stop within %s", CLOSE_WITHIN);
        }
    }

    private static HealthCheckResponse response(String name, KafkaStreams streams, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("state", streams.state().name())
                .build();
    }
}
