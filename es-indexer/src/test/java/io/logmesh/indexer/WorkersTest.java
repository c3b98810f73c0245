package io.logmesh.indexer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.MetricNames;
import io.logmesh.indexer.bulk.Answer;
import io.logmesh.indexer.bulk.BulkEndpoint;
import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.elastic.ElasticSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Parts parts = new Parts();
    private Workers workers;

    @AfterEach
    void stop() {
        workers.stop(LONG);
    }

    @Test
    void settleWhatTheyDeliver() throws InterruptedException {
        start(bulk -> new Answer.Items(Collections.nCopies(bulk.size(), Outcome.CREATED)));

        parts.take(List.of(Records.complete(0), Records.complete(1)));

        await().untilAsserted(() -> assertThat(parts.settledThrough()).isEqualTo(1));
        assertThat(parts.counted(MetricNames.INDEX_DOCUMENTS, "outcome", "created"))
                .isEqualTo(2);
        assertThat(parts.servers.elasticsearch().problem()).isEmpty();
    }

    @Test
    void tryAgainForAsLongAsTheClusterIsAway() throws InterruptedException {
        var requests = new AtomicInteger();
        start(bulk -> requests.incrementAndGet() < 4
                ? new Answer.Unavailable("connection refused", false)
                : new Answer.Items(Collections.nCopies(bulk.size(), Outcome.EXISTED)));

        parts.take(List.of(Records.complete(0)));

        await().untilAsserted(() -> assertThat(parts.settledThrough()).isZero());
        assertThat(requests).hasValue(4);
        assertThat(parts.counted(MetricNames.INDEX_RETRIES)).isEqualTo(3);
        assertThat(parts.backlog.documents()).isZero();
        assertThat(parts.producer.history()).isEmpty();
    }

    @Test
    void goOnWithOtherDocumentsWhileOneIsPutOff() throws InterruptedException {
        start(bulk -> new Answer.Items(bulk.stream()
                .map(document -> new String(document.id(), UTF_8).endsWith("-0")
                        ? (Outcome) new Outcome.PutOff("unavailable_shards_exception", false)
                        : Outcome.CREATED)
                .toList()));

        parts.take(List.of(Records.complete(0)));
        parts.take(List.of(Records.complete(1)));

        await().untilAsserted(() -> assertThat(parts.counted(MetricNames.INDEX_DOCUMENTS, "outcome", "created"))
                .isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(parts.counted(MetricNames.INDEX_RETRIES)).isGreaterThan(3));
        assertThat(parts.settledThrough()).isEqualTo(-1);
    }

    @Test
    void repairADocumentOnceAndThenBuryItAsItCame() throws InterruptedException {
        var refused = new Outcome.Refused("document_parsing_exception", "at field message");
        var requests = new AtomicInteger();
        start(_ -> {
            requests.incrementAndGet();
            return new Answer.Items(List.of(new Outcome.Misfit(refused, Optional.of("message"))));
        });
        var record = Records.complete(0);

        parts.take(List.of(record));

        await().untilAsserted(() -> assertThat(parts.settledThrough()).isZero());
        assertThat(requests).hasValue(2);
        assertThat(parts.producer.history()).singleElement().satisfies(letter -> assertThat(letter.value())
                .isEqualTo(record.value()));
    }

    @Test
    void countARepairedDocument() throws InterruptedException {
        var refused = new Outcome.Refused("document_parsing_exception", "at field message");
        start(bulk -> new Answer.Items(List.of(
                new String(bulk.getFirst().value(), UTF_8).contains("\"conflicts\"")
                        ? Outcome.CREATED
                        : new Outcome.Misfit(refused, Optional.of("message")))));

        parts.take(List.of(Records.complete(0)));

        await().untilAsserted(() -> assertThat(parts.counted(MetricNames.INDEX_DOCUMENTS, "outcome", "repaired"))
                .isEqualTo(1));
        assertThat(parts.producer.history()).isEmpty();
    }

    @Test
    void waitForRequestsUnderWayWhenTheyStop() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        start(bulk -> {
            begun.countDown();
            answered.await();
            return new Answer.Items(Collections.nCopies(bulk.size(), Outcome.CREATED));
        });
        parts.take(List.of(Records.complete(0)));
        await().until(() -> begun.getCount() == 0);

        var stopping = Thread.ofVirtual().start(() -> workers.stop(LONG));
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        answered.countDown();

        await().until(() -> !stopping.isAlive());
        assertThat(parts.settledThrough()).isZero();
    }

    private void start(BulkEndpoint endpoint) {
        var elastic = new ElasticSettings(
                List.of(URI.create("http://es:9200")),
                new ElasticSettings.Credentials.None(),
                new ElasticSettings.Trust.Default(),
                3,
                false,
                false);
        var settings =
                new Settings(elastic, new BulkLimit(10_000, 10), 2, 1024, Records.PLAN, 1L << 30, Optional.empty());
        workers = new Workers(settings, parts.throttle, parts.backlog, parts.delivery(endpoint), parts.partitions);
        workers.start();
    }
}
