package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.quota.PartitionShare;
import io.logmesh.router.quota.Quotas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** After an aborted transaction, Kafka Streams goes on with the same processor, and reads its records again. */
class RevivalTest {

    private static final long TIME = 1_795_338_910_000L;

    private final Rules rules =
            Rules.of(TestRouter.sources("sources: {shop: {match: 'true', quota: {rate: 1B/s, over: archive-only}}}"));
    private final RouteProcessor processor = processor();

    @Test
    void accountsOnceForWhatIsReadAgain() {
        read();
        var context = read();

        context.resetForwards();
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(TIME + 11_000);

        var marker = context.forwarded().getFirst().record().value();
        assertThat(TestRouter.text(marker.value())).contains("\"records\":1,");
    }

    /** Reads a record beyond the quota. */
    private MockProcessorContext<byte[], Addressed> read() {
        var context = new MockProcessorContext<byte[], Addressed>();
        context.setRecordMetadata("logs.raw", 0, 7);
        context.setCurrentSystemTimeMs(TIME);
        processor.init(context);
        processor.process(new Record<>(null, TestRouter.bytes("x".repeat(100)), TIME));
        return context;
    }

    private RouteProcessor processor() {
        var meters = new RouterMeters(new SimpleMeterRegistry());
        var raw = new RawTopics(List.of("logs.raw"), Optional.empty());
        var topics = new MeshTopics(raw, 6, 12, new TopicRequest(Optional.empty()));
        var care = new TopicCare(new FakeCluster(), new TopicReports(meters), System::nanoTime);
        return new RouteProcessor(
                () -> rules, new Destinations(topics, care), new Quotas(new PartitionShare()), meters);
    }
}
