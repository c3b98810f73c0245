package io.logmesh.router;

import static io.logmesh.router.TestRouter.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.router.TestRouter.Written;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T09:15:10Z");

    private final TestRouter router = new TestRouter(
            "sources: {noisy: {match: \"log.startsWith('noisy')\", lane: slow}, other: {match: 'true'}}");

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void givesALaneATopicOfItsOwn() {
        router.pipe("noisy", WRITTEN);
        router.pipe("x", WRITTEN);

        assertThat(only(router.read("logs.routed.slow")).source()).isEqualTo("noisy");
        assertThat(only(router.read("logs.routed")).source()).isEqualTo("other");
        assertThat(router.readAll()).isEmpty();
        assertThat(router.cluster.made).contains("logs.routed.slow");
    }

    @Test
    void takesTheCommonLaneWhereTheClusterRefusesAnother() {
        router.cluster.failures.put("logs.routed.slow", new TopicAuthorizationException("no right"));
        router.pipe("noisy", WRITTEN);
        router.pipe("noisy", WRITTEN);

        var routed = router.readAll();
        assertThat(routed).hasSize(2).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("logs.routed");
            assertThat(record.header(HeaderNames.REFUSED_TOPIC)).isEqualTo("logs.routed.slow");
        });
        assertThat(router.count(MetricNames.TOPICS_REFUSED)).as("asked once").isEqualTo(1);
        assertThat(router.count(MetricNames.RECORDS_DIVERTED, "source", "noisy"))
                .isEqualTo(2);
    }

    @Test
    void readsTheRecordAgainWhereTheClusterDoesNotAnswer() {
        router.cluster.failures.put("logs.routed.slow", new TimeoutException("nobody there"));

        assertThatThrownBy(() -> router.pipe("noisy", WRITTEN)).isInstanceOf(KafkaException.class);
        assertThat(router.readAll()).isEmpty();
    }

    @Test
    void writesARecordThatItsTopicWouldNotTakeToTheDeadLetters() {
        router.cluster.limits.put("logs.routed.slow", 100_000);
        router.pipe("noisy " + "x".repeat(98_000), WRITTEN);
        router.pipe("noisy " + "x".repeat(100_000), WRITTEN);

        assertThat(only(router.read("logs.routed.slow")).text()).hasSizeLessThan(98_100);
        var dead = only(router.read("logs.dead.router"));
        assertThat(dead.header(DeadLetter.CLASS)).isEqualTo("record_too_large");
        assertThat(dead.header(DeadLetter.MESSAGE)).contains("logs.routed.slow takes 100000");
        assertThat(router.readAll()).isEmpty();
        assertThat(router.count(MetricNames.TOPICS_FALLING_SHORT)).isEqualTo(1);
    }

    @Test
    void cutsADeadLetterToWhatItsTopicTakes() {
        router.cluster.limits.put("logs.routed.slow", 100_000);
        router.cluster.limits.put("logs.dead.router", 50_000);
        router.pipe("noisy " + "x".repeat(100_000), WRITTEN);

        assertThat(only(router.readAll()).text()).hasSizeBetween(47_000, 50_000);
    }

    @Test
    void readsTheRecordAgainWhereTheClusterRefusesTheDeadLetters() {
        router.cluster.limits.put("logs.routed.slow", 100_000);
        router.cluster.failures.put("logs.dead.router", new TopicAuthorizationException("no right"));

        assertThatThrownBy(() -> router.pipe("noisy " + "x".repeat(100_000), WRITTEN))
                .isInstanceOf(KafkaException.class);
        assertThat(router.readAll()).isEmpty();
    }

    @Test
    void takesChangedRulesBetweenTwoRecords() {
        var before = router.hash();
        router.pipe("noisy", WRITTEN);
        router.reload("sources: {noisy: {match: \"log.startsWith('noisy')\", lane: fast}}");
        router.pipe("noisy", WRITTEN);

        var records = router.readAll();
        assertThat(records).extracting(Written::topic).containsExactly("logs.routed.fast", "logs.routed.slow");
        assertThat(records)
                .extracting(record -> record.header(HeaderNames.RULES))
                .containsExactly(router.hash(), before);
    }
}
