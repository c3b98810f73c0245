package io.logmesh.cli.dead;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.scan.TopicScan;
import io.logmesh.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The dead letters of all services, and what became of them. */
record DeadTopics(KafkaConnection kafka) {

    /** Passes every letter that stands there now, one service after the other, if it is no older than that. */
    void forEach(Optional<Duration> last, LongConsumer read, Consumer<Letter> letters) {
        var topics = kafka.topics(Topics.DEAD);
        if (topics.isEmpty()) {
            return;
        }
        var partitions = kafka.partitions(topics);
        var count = new long[1];
        try (var consumer = kafka.consumer()) {
            var scan = last.isPresent()
                    ? TopicScan.since(Instant.now().minus(last.get()), consumer, partitions)
                    : TopicScan.ofAll(consumer, partitions);
            scan.forEach(record -> {
                letters.accept(Letter.of(record));
                read.accept(++count[0]);
            });
        }
    }

    /** By the letters' ids. */
    Map<String, Mark> marks() {
        var marks = new HashMap<String, Mark>();
        var topics = kafka.topics(List.of(Topics.REPLAYED));
        if (!topics.isEmpty()) {
            try (var consumer = kafka.consumer()) {
                TopicScan.ofAll(consumer, kafka.partitions(topics)).forEach(record -> Mark.of(record.value())
                        .ifPresent(mark -> marks.put(new String(record.key(), StandardCharsets.UTF_8), mark)));
            }
        }
        return marks;
    }

    /** One partition, so that of two marks of one letter the later one is read last. */
    void makeMarks() {
        kafka.make(new NewTopic(Topics.REPLAYED, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }
}
