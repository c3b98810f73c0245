package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class EnrichedTopicsTest {

    private final FakeCluster cluster = new FakeCluster();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Sources rules = sources("sources: {payments: {match: 'true', partitions: 12, topic: {retention: 1h}}}");
    private final MeshTopics meshTopics =
            new MeshTopics("logs.routed", () -> rules, 6, 24, new TopicRequest(Optional.of((short) 3)));
    private final EnrichedTopics topics = new EnrichedTopics(
            meshTopics, new TopicCare(cluster, new TopicReports(new EnricherMeters(registry)), System::nanoTime));

    @Test
    void makesTheTopicOfASourceOnce() {
        assertThat(topics.refusal("payments")).isEmpty();
        assertThat(topics.refusal("payments")).isEmpty();

        assertThat(cluster.made).hasSize(1);
        var topic = cluster.made.getFirst();
        assertThat(topic.name()).isEqualTo("logs.enriched.payments");
        assertThat(topic.numPartitions()).isEqualTo(12);
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs())
                .isEqualTo(Map.of(
                        "max.message.bytes",
                        "4194304",
                        "message.timestamp.type",
                        "LogAppendTime",
                        "retention.ms",
                        "3600000"));
    }

    @Test
    void givesASourceWithoutAWishTheDefaultPartitions() {
        topics.refusal("other");

        assertThat(cluster.made.getFirst().numPartitions()).isEqualTo(6);
    }

    @Test
    void goesByTheRulesInForce() {
        rules = sources("{topics: {partitions: 5, retention: 2h}, sources: {payments: {match: 'true'}}}");

        assertThat(meshTopics.enriched("payments").numPartitions()).isEqualTo(5);
        assertThat(meshTopics.enriched("gone").configs()).containsEntry("retention.ms", "7200000");
        assertThat(meshTopics.routed().numPartitions()).isEqualTo(5);
        assertThat(meshTopics.deadLetters().numPartitions()).isEqualTo(1);
    }

    @Test
    void givesTheDeadLettersRoomForTheHeadersThatSayWhy() {
        assertThat(meshTopics.routed().configs()).containsEntry("max.message.bytes", "4194304");
        assertThat(meshTopics.routed().numPartitions()).isEqualTo(24);
        assertThat(meshTopics.deadLetters().configs()).containsEntry("max.message.bytes", "4259840");
    }

    @Test
    void tellsOfARefusalAndOfATopicThatFallsShort() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));
        cluster.maxMessageBytes = 1000;

        assertThat(topics.refusal("payments").orElseThrow()).contains("TopicAuthorizationException", "no right");
        assertThat(topics.maxMessageBytes("other")).isEqualTo(1000);
        assertThat(topics.maxDeadLetterBytes()).isEqualTo(1000);
        assertThat(registry.counter(MetricNames.TOPICS_REFUSED).count()).isEqualTo(1);
        assertThat(registry.counter(MetricNames.TOPICS_FALLING_SHORT).count()).isEqualTo(2);
    }

    @Test
    void sendsNoMoreThanItsProducerMay() throws IOException {
        cluster.maxMessageBytes = Integer.MAX_VALUE;

        assertThat(topics.maxMessageBytes("other")).isEqualTo(4 * 1024 * 1024);
        var settings = new Properties();
        try (var file = EnrichedTopics.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        assertThat(settings)
                .containsEntry(
                        "kafka-streams.producer.max.request.size", Integer.toString(topics.maxDeadLetterBytes()));
    }

    @Test
    void takesNoAnswerForNoRefusal() {
        cluster.failures.put("logs.enriched.payments", new TimeoutException("nobody there"));

        assertThatThrownBy(() -> topics.refusal("payments"))
                .isInstanceOf(KafkaException.class)
                .hasRootCauseMessage("nobody there");

        cluster.failures.clear();
        assertThat(topics.refusal("payments")).isEmpty();
    }

    @Test
    void losesNoRecordWhereTheDeadLettersAreRefusedToo() {
        cluster.failures.put("logs.dead.enricher", new TopicAuthorizationException("no right"));

        assertThatThrownBy(topics::maxDeadLetterBytes).isInstanceOf(StreamsException.class);
    }

    private static Sources sources(String yaml) {
        try {
            return Sources.parse("test", yaml);
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
