package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.console.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition RAW = new TopicPartition("logs.raw", 0);
    private static final TopicPartition ROUTED = new TopicPartition("logs.routed", 0);
    private static final TopicPartition ENRICHED = new TopicPartition("logs.enriched.app", 0);
    private static final Map<TopicPartition, Long> END = Map.of(RAW, 10L, ROUTED, 20L, ENRICHED, 30L);

    private Duration joining = Duration.ZERO;
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>(Map.of(
            "logmesh-router", Map.of(RAW, 10L),
            "logmesh-enricher", Map.of(ROUTED, 20L),
            "logmesh-s3-archiver", Map.of(ENRICHED, 30L),
            "logmesh-es-indexer", Map.of(ENRICHED, 30L)));

    private final Set<TopicPartition> partitions = new HashSet<>(END.keySet());

    @BeforeEach
    void makeTopics() {
        consumer.updateBeginningOffsets(Map.of(RAW, 0L, ROUTED, 0L, ENRICHED, 0L));
        consumer.updateEndOffsets(END);
    }

    @Test
    void isThereWhenEveryGroupIsAtTheEnd() {
        assertThat(await(Duration.ZERO)).isTrue();
    }

    @Test
    void isNotThereWhileOneGroupIsBehind() {
        for (var group : Set.copyOf(committed.keySet())) {
            var before = committed.put(group, Map.of());

            assertThat(await(Duration.ZERO)).as(group).isFalse();

            committed.put(group, before);
        }
    }

    @Test
    void waitsForTheEnricherOfEachLane() {
        var lane = new TopicPartition("logs.routed.slow", 0);
        consumer.updateBeginningOffsets(Map.of(lane, 0L));
        consumer.updateEndOffsets(Map.of(lane, 5L));
        partitions.add(lane);
        assertThat(await(Duration.ZERO)).isFalse();

        committed.put("logmesh-enricher-slow", Map.of(lane, 5L));
        assertThat(await(Duration.ZERO)).isTrue();
    }

    @Test
    void isNotThereWhileAnEventMayWaitForMoreLines() {
        joining = Duration.ofMillis(50);

        assertThat(await(Duration.ZERO)).isFalse();
        assertThat(await(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void isThereWhereNothingEverCameIn() {
        consumer.updateEndOffsets(Map.of(RAW, 0L, ROUTED, 0L, ENRICHED, 0L));
        committed.clear();

        assertThat(catchUp(Duration.ZERO).await(Map.of(RAW, 0L))).isTrue();
    }

    @Test
    void whatRetentionDeletedIsNotWaitedFor() {
        consumer.updateBeginningOffsets(Map.of(RAW, 10L));
        committed.remove("logmesh-router");

        assertThat(await(Duration.ZERO)).isTrue();
    }

    @Test
    void transactionMarkersAreNotWaitedFor() {
        committed.put("logmesh-enricher", Map.of(ROUTED, 19L));
        consumer.schedulePollTask(() -> consumer.seek(ROUTED, 20));

        assertThat(await(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void recordsAreWaitedForUntilTheTimeIsOver() {
        committed.put("logmesh-enricher", Map.of(ROUTED, 19L));
        for (int poll = 0; poll < 10; poll++) {
            consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>("logs.routed", 0, 19, null, null)));
        }

        assertThat(await(Duration.ofSeconds(2))).isFalse();
    }

    private boolean await(Duration timeout) {
        return catchUp(timeout).await(Map.of(RAW, END.get(RAW)));
    }

    private CatchUp catchUp(Duration timeout) {
        return new CatchUp(
                group -> committed.getOrDefault(group, Map.of()),
                this::partitions,
                consumer,
                new ProgressLine(new PrintWriter(new StringWriter())),
                joining,
                timeout);
    }

    private Collection<TopicPartition> partitions(Pattern topics) {
        return partitions.stream()
                .filter(partition -> topics.matcher(partition.topic()).matches())
                .collect(Collectors.toSet());
    }
}
