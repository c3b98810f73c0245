package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.LiveSources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesLogTest {

    private static final String YAML = "sources: {shop: {match: 'true'}} # of today\n";

    @TempDir
    private Path folder;

    private final FakeCluster cluster = new FakeCluster();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private RuntimeException failure;
    private final MeshTopics topics = new MeshTopics(
            new RawTopics(List.of("logs.raw"), Optional.empty()), 6, 12, new TopicRequest(Optional.empty()));
    private final RulesLog log = new RulesLog(
            topics,
            new TopicCare(cluster, new TopicReports(new RouterMeters(new SimpleMeterRegistry())), System::nanoTime),
            this::producer);

    @Test
    void writesTheTextOfTheFileUnderItsHashIntoACompactedTopic() throws Exception {
        var rules = rules();
        log.write(rules);

        assertThat(cluster.made).containsExactly(Topics.RULES);
        assertThat(topics.rules(rules.sources()).configs()).containsEntry("cleanup.policy", "compact");
        assertThat(topics.rules(rules.sources()).numPartitions()).isEqualTo(1);
        var written = producers.getFirst().history();
        assertThat(written).singleElement().satisfies(message -> {
            assertThat(message.topic()).isEqualTo("logmesh.rules");
            assertThat(message.key()).asString().isEqualTo(rules.hash());
            assertThat(message.value()).asString().isEqualTo(YAML);
        });
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void writesDownThatThereAreNoRules() throws Exception {
        log.write(LiveSources.none().get());

        var written = producers.getFirst().history().getFirst();
        assertThat(TestRouter.sources(TestRouter.text(written.value())).hash())
                .isEqualTo(TestRouter.text(written.key()));
    }

    @Test
    void failsWhereTheClusterDoesNotAnswer() {
        failure = new TimeoutException("no answer");

        assertThatThrownBy(() -> log.write(rules())).isInstanceOf(KafkaException.class);
    }

    @Test
    void goesOnWhereTheClusterRefuses() throws Exception {
        failure = new RecordTooLargeException("too long");
        log.write(rules());
        failure = new TopicAuthorizationException("logmesh.rules");
        log.write(rules());
        assertThat(producers).hasSize(2);

        var forbidden = new FakeCluster();
        forbidden.failures.put(Topics.RULES, new TopicAuthorizationException("logmesh.rules"));
        new RulesLog(
                        topics,
                        new TopicCare(
                                forbidden,
                                new TopicReports(new RouterMeters(new SimpleMeterRegistry())),
                                System::nanoTime),
                        this::producer)
                .write(rules());
        assertThat(producers).hasSize(2);
    }

    private LiveSources.Rules rules() throws Exception {
        var file = Files.writeString(folder.resolve("logmesh.yaml"), YAML);
        try (var live = LiveSources.open(file, null)) {
            return live.get();
        }
    }

    private Producer<byte[], byte[]> producer() {
        var producer =
                new MockProducer<>(
                        Cluster.empty(), failure == null, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata>
                            send(org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> message) {
                        var sent = super.send(message);
                        if (failure != null) {
                            errorNext(failure);
                        }
                        return sent;
                    }
                };
        producers.add(producer);
        return producer;
    }
}
