package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.TopicSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicRequestTest {

    private final TopicRequest request = new TopicRequest(Optional.of((short) 2));

    @Test
    void asksForWhatTheRulesSay() {
        var topic = request.of(
                "t",
                new TopicSettings(
                        Optional.of(12),
                        Optional.of(3),
                        Optional.of(Duration.ofDays(7)),
                        Map.of("segment.bytes", "1048576")),
                6);

        assertThat(topic.numPartitions()).isEqualTo(12);
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs())
                .isEqualTo(Map.of(
                        "max.message.bytes",
                        "4194304",
                        "message.timestamp.type",
                        "LogAppendTime",
                        "retention.ms",
                        "604800000",
                        "segment.bytes",
                        "1048576"));
    }

    /** Or a backlog that is older than the retention would be deleted as soon as it is written. */
    @Test
    void keepsRecordsByWhenTheyCameUnlessTheRulesSayOtherwise() {
        var asWritten = new TopicSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of("message.timestamp.type", "CreateTime"));

        assertThat(request.of("t", TopicSettings.NONE, 6).configs())
                .containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(request.deadLetters("t", TopicSettings.NONE).configs())
                .containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(request.of("t", asWritten, 6).configs()).containsEntry("message.timestamp.type", "CreateTime");
        assertThat(request.fixed("raw", TopicSettings.NONE, 6).configs())
                .as("a collector's time is its own")
                .doesNotContainKey("message.timestamp.type");
    }

    @Test
    void leavesToTheServiceAndTheClusterWhatTheRulesDoNotSay() {
        var topic = request.of("t", TopicSettings.NONE, 6);

        assertThat(topic.numPartitions()).isEqualTo(6);
        assertThat(topic.replicationFactor()).isEqualTo((short) 2);
        assertThat(topic.configs())
                .isEqualTo(Map.of("max.message.bytes", "4194304", "message.timestamp.type", "LogAppendTime"));
        assertThat(new TopicRequest(Optional.empty())
                        .of("t", TopicSettings.NONE, 6)
                        .replicationFactor())
                .as("the cluster's default")
                .isEqualTo((short) -1);
    }

    @Test
    void givesTheDeadLettersRoomForTheHeadersThatSayWhy() {
        var larger = new TopicSettings(
                Optional.of(9), Optional.empty(), Optional.empty(), Map.of("max.message.bytes", "9999999"));

        assertThat(request.deadLetters("t", TopicSettings.NONE).configs())
                .containsEntry("max.message.bytes", "4259840");
        assertThat(request.deadLetters("t", larger).configs()).containsEntry("max.message.bytes", "9999999");
        assertThat(request.deadLetters("t", larger).numPartitions()).isEqualTo(1);
        assertThat(request.fixed("t", larger, 4).numPartitions()).isEqualTo(4);
    }

    @Test
    void asksForOneCompactedPartitionForTheCatalog() {
        var topic = request.catalog(TopicSettings.NONE);

        assertThat(topic.name()).isEqualTo("logs.catalog");
        assertThat(topic.numPartitions()).isOne();
        assertThat(topic.replicationFactor()).isEqualTo((short) 2);
        assertThat(topic.configs()).containsEntry("cleanup.policy", "compact");
    }
}
