package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.PartitionShare;
import io.logmesh.router.quota.Quotas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PreparationTest {

    private final FakeCluster cluster = new FakeCluster();
    private final MeshTopics topics = new MeshTopics(
            new RawTopics(List.of("logs.raw"), Optional.empty()), 6, 12, new TopicRequest(Optional.empty()));
    private final TopicCare care =
            new TopicCare(cluster, new TopicReports(new RouterMeters(new SimpleMeterRegistry())), System::nanoTime);

    /** Or the service would stay alive for ever, and never get ready. */
    @Test
    @Timeout(60)
    void goesOnAfterAnErrorThatIsNotKafkas() {
        var asked = new AtomicInteger();
        var preparation = preparation(wanted -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("a mistake in the code");
            }
            return cluster.ensure(wanted);
        });

        preparation.start(null);
        preparation.holdStreams().onChange(State.REBALANCING, State.CREATED);
        preparation.stop(null);

        assertThat(asked).hasValue(2);
        assertThat(cluster.made).contains("logs.raw", "logs.routed", "logs.dead.router", "logmesh.rules");
    }

    private Preparation preparation(TopicCluster itsCluster) {
        return new Preparation(
                topics,
                itsCluster,
                new Destinations(topics, care),
                new RawPartitions(null, topics.raw()),
                new Quotas(new PartitionShare()),
                LiveSources.none(),
                new RulesLog(topics, care, PreparationTest::producer),
                "kafka:9092");
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
