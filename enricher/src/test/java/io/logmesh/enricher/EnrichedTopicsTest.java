package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class EnrichedTopicsTest {

    private final FakeCluster cluster = new FakeCluster();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeshTopics meshTopics =
            new MeshTopics(source -> source.equals("payments") ? 12 : 6, 24, Optional.of((short) 3));
    private long now;
    private final EnrichedTopics topics =
            new EnrichedTopics(meshTopics, cluster, new EnricherMeters(registry), () -> now);

    @Test
    void makesTheTopicOfASourceOnce() {
        assertThat(topics.refusal("payments")).isEmpty();
        assertThat(topics.refusal("payments")).isEmpty();

        assertThat(cluster.requests).isEqualTo(1);
        var topic = cluster.made.getFirst();
        assertThat(topic.name()).isEqualTo("logs.enriched.payments");
        assertThat(topic.numPartitions()).isEqualTo(12);
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs()).isEqualTo(Map.of("max.message.bytes", "4194304"));
    }

    @Test
    void givesASourceWithoutAWishTheDefaultPartitions() {
        topics.refusal("other");

        assertThat(cluster.made.getFirst().numPartitions()).isEqualTo(6);
    }

    @Test
    void leavesTheReplicasToTheClusterUnlessToldOtherwise() {
        var topic = new MeshTopics(_ -> 1, 1, Optional.empty()).enriched("a");

        assertThat(topic.replicationFactor()).as("the cluster's default").isEqualTo((short) -1);
    }

    @Test
    void givesTheDeadLettersRoomForTheHeadersThatSayWhy() {
        assertThat(meshTopics.routed().configs()).containsEntry("max.message.bytes", "4194304");
        assertThat(meshTopics.routed().numPartitions()).isEqualTo(24);
        assertThat(meshTopics.deadLetters().configs()).containsEntry("max.message.bytes", "4259840");
    }

    @Test
    void believesARefusalForAWhileAndThenAsksAgain() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));

        assertThat(topics.refusal("payments").orElseThrow()).contains("TopicAuthorizationException", "no right");
        now += Duration.ofSeconds(29).toNanos();
        assertThat(topics.refusal("payments")).isPresent();
        assertThat(cluster.requests).isEqualTo(1);
        assertThat(registry.counter(MetricNames.ENRICH_TOPICS_REFUSED).count()).isEqualTo(1);

        cluster.failures.clear();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(topics.refusal("payments")).isEmpty();
    }

    @Test
    void takesNoAnswerForNoRefusal() {
        cluster.failures.put("logs.enriched.payments", new TimeoutException("nobody there"));

        assertThatThrownBy(() -> topics.refusal("payments"))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseMessage("nobody there");

        cluster.failures.clear();
        assertThat(topics.refusal("payments")).isEmpty();
    }

    @Test
    void losesNoRecordWhereTheDeadLettersAreRefusedToo() {
        cluster.failures.put("logs.dead.enricher", new TopicAuthorizationException("no right"));

        assertThatThrownBy(topics::requireDeadLetters).isInstanceOf(StreamsException.class);
    }
}
