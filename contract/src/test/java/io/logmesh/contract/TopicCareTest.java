package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCareTest {

    private static final NewTopic WANTED = new NewTopic("t", Optional.of(12), Optional.of((short) 3))
            .configs(Map.of("max.message.bytes", "4194304", "retention.ms", "1000"));

    private static final NewTopic OTHER = new NewTopic("u", Optional.of(1), Optional.of((short) 1));

    private final Cluster cluster = new Cluster();
    private final List<String> told = new ArrayList<>();
    private long now;
    private final TopicCare care = new TopicCare(cluster, new Told(), () -> now);

    @Test
    void asksForATopicOnceInAWhile() {
        assertThat(of().isRefused()).isFalse();
        assertThat(of().isRefused()).isFalse();
        assertThat(cluster.asked).isEqualTo(1);

        now += Duration.ofSeconds(61).toNanos();
        of();

        assertThat(cluster.asked).as("somebody may have deleted it").isEqualTo(2);
        assertThat(told).isEmpty();
    }

    @Test
    void believesARefusalForAWhileAndThenAsksAgain() {
        cluster.failure = new TopicAuthorizationException("no right");

        assertThat(of().refusal().orElseThrow()).contains("TopicAuthorizationException", "no right");
        now += Duration.ofSeconds(29).toNanos();
        assertThat(of().isRefused()).isTrue();
        assertThat(cluster.asked).isEqualTo(1);
        assertThat(told).containsExactly("t refused");

        cluster.failure = null;
        now += Duration.ofSeconds(2).toNanos();
        assertThat(of().isRefused()).isFalse();
    }

    @Test
    void tellsAgainOfARefusalOnlyWhereItIsAnother() {
        cluster.failure = new TopicAuthorizationException("no right");
        of();
        now += Duration.ofSeconds(31).toNanos();
        of();
        cluster.failure = new PolicyViolationException("too many");
        now += Duration.ofSeconds(31).toNanos();
        of();

        assertThat(told).containsExactly("t refused", "t still refused", "t refused");
    }

    static List<Exception> refusals() {
        return List.of(
                new TopicAuthorizationException("no"),
                new ClusterAuthorizationException("no"),
                new PolicyViolationException("no"),
                new InvalidTopicException("no"),
                new InvalidConfigurationException("no"),
                new InvalidPartitionsException("no"),
                new InvalidReplicationFactorException(
                        "Unable to replicate the partition 3 time(s): The target replication"
                                + " factor of 3 cannot be reached because only 1 broker(s) are registered."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void knowsARefusal(Exception refusal) {
        cluster.failure = refusal;

        assertThat(of().isRefused()).isTrue();
        assertThat(told).containsExactly("t refused");
    }

    static List<Exception> silences() {
        return List.of(
                new TimeoutException("nobody there"),
                new InvalidReplicationFactorException("nobody there"),
                new UnknownServerException("nobody there"),
                new SaslAuthenticationException("nobody there"));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void believesThatATopicIsStillThereWhereTheClusterDoesNotAnswer(Exception silence) {
        of();
        care.of("u", () -> OTHER);
        now += Duration.ofSeconds(61).toNanos();
        cluster.failure = silence;

        assertThat(of().isRefused()).isFalse();
        assertThat(care.of("u", () -> OTHER).isRefused()).isFalse();
        assertThat(cluster.asked).as("once for both").isEqualTo(3);
        assertThatThrownBy(() -> care.of("new", () -> OTHER)).isInstanceOf(KafkaException.class);

        cluster.failure = null;
        now += Duration.ofSeconds(31).toNanos();
        of();
        assertThat(cluster.asked).as("asked again").isEqualTo(5);
        assertThat(told).isEmpty();
    }

    @Test
    void believesNoRefusalOfOldWhereTheClusterDoesNotAnswer() {
        cluster.failure = new TopicAuthorizationException("no right");
        of();
        now += Duration.ofSeconds(31).toNanos();
        cluster.failure = new TimeoutException("nobody there");

        assertThatThrownBy(this::of).isInstanceOf(KafkaException.class);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void takesNoAnswerForNoRefusal(Exception silence) {
        cluster.failure = silence;
        assertThatThrownBy(this::of).isInstanceOf(KafkaException.class).hasRootCauseMessage("nobody there");

        cluster.failure = null;
        assertThat(of().isRefused()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void tellsOnceWhatATopicFallsShortOfAndHowMuchItTakes() {
        cluster.found = new FoundTopic(6, 1, Map.of("max.message.bytes", "1048588", "retention.ms", "2000"));

        assertThat(of().maxMessageBytes()).isEqualTo(1_048_588);
        now += Duration.ofMinutes(2).toNanos();
        of();

        assertThat(told)
                .containsExactly(
                        "t it has 6 partitions instead of 12",
                        "t it has 1 replicas instead of 3",
                        "t max.message.bytes is 1048588 instead of 4194304",
                        "t retention.ms is 2000 instead of 1000");
    }

    @Test
    void isContentWithMoreThanItAskedForAndTellsOnceOfWhatItMayNotSee() {
        cluster.found = new FoundTopic(24, 5, Map.of("max.message.bytes", "9999999", "retention.ms", "1000"));
        assertThat(of().maxMessageBytes()).isEqualTo(9_999_999);
        assertThat(told).isEmpty();

        cluster.found = new FoundTopic(12, 3, Map.of());
        now += Duration.ofMinutes(2).toNanos();
        assertThat(of().maxMessageBytes()).isEqualTo(1_048_588);
        assertThat(told)
                .containsExactly("t its settings may not be read, so it is believed to take 1048588 bytes at most");
    }

    private TopicCare.Standing of() {
        return care.of("t", () -> WANTED);
    }

    private static final class Cluster implements TopicCluster {
        private Exception failure;
        private FoundTopic found = FoundTopic.made(WANTED);
        private int asked;

        @Override
        public Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException {
            asked++;
            if (failure != null) {
                throw new ExecutionException(failure);
            }
            var all = new HashMap<String, FoundTopic>();
            topics.forEach(topic -> all.put(topic.name(), topic.equals(OTHER) ? FoundTopic.made(OTHER) : found));
            return all;
        }
    }

    private final class Told implements TopicCare.Listener {
        @Override
        public void refused(String topic, Throwable why) {
            told.add(topic + " refused");
        }

        @Override
        public void stillRefused(String topic) {
            told.add(topic + " still refused");
        }

        @Override
        public void fallsShort(String topic, String how) {
            told.add(topic + " " + how);
        }
    }
}
