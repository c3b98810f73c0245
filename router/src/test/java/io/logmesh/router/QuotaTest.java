package io.logmesh.router;

import static io.logmesh.router.TestRouter.only;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordId;
import io.logmesh.router.TestRouter.Written;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** A source may send 100 bytes a second, so 1000 bytes in a window of ten; a record here has 100. */
class QuotaTest {

    private static final Instant WINDOW = Instant.parse("2026-11-22T09:15:10Z");
    private static final Instant NEXT_WINDOW = WINDOW.plusSeconds(10);
    private static final String RECORD = "{\"log\":\"" + "x".repeat(90) + "\"}";

    @Test
    void archivesOnlyWhatIsOverAndSaysSo() throws IOException {
        try (var router = router("archive-only")) {
            pipe(router, WINDOW, 13);
            router.pipe(RECORD, NEXT_WINDOW);

            var records = router.readAll();
            assertThat(records).extracting(Written::topic).containsOnly("logs.routed");
            assertThat(records).hasSize(15);
            assertThat(records.subList(0, 10)).allMatch(record -> record.header(HeaderNames.QUOTA) == null);
            assertThat(records.subList(10, 13)).allSatisfy(record -> {
                assertThat(record.header(HeaderNames.QUOTA)).isEqualTo("over");
                assertThat(record.header(HeaderNames.INDEX)).isEqualTo("no");
            });
            assertMarker(records.get(13), records.get(10), 3);
            assertThat(records.get(14).header(HeaderNames.QUOTA))
                    .as("a new window")
                    .isNull();
            assertThat(router.count(MetricNames.QUOTA_RECORDS, "source", "shop", "outcome", "archived"))
                    .isEqualTo(3);
            assertThat(router.count(MetricNames.QUOTA_BYTES, "source", "shop", "outcome", "archived"))
                    .isEqualTo(300);
        }
    }

    private static void assertMarker(Written marker, Written first, int records) throws IOException {
        assertThat(marker.header(HeaderNames.MARKER)).isEqualTo("quota");
        assertThat(marker.header(HeaderNames.QUOTA)).as("it is under no quota").isNull();
        assertThat(marker.header(HeaderNames.INDEX)).isNull();
        assertThat(marker.source()).isEqualTo("shop");
        assertThat(marker.id()).isEqualTo(RecordId.marker(first.id()));
        assertThat(marker.header(HeaderNames.INGEST_TS)).isEqualTo(Long.toString(WINDOW.toEpochMilli() + 12));
        var json = new ObjectMapper().readTree(marker.record().value());
        assertThat(json.path("log").asText()).contains("shop exceeded its quota of 100 bytes a second: 3 records");
        JsonNode account = json.path("logmesh_marker");
        assertThat(account.path("kind").asText()).isEqualTo("quota");
        assertThat(account.path("over").asText()).isEqualTo("archive-only");
        assertThat(account.path("records").asInt()).isEqualTo(records);
        assertThat(account.path("bytes").asInt()).isEqualTo(100 * records);
        assertThat(account.path("archived").asInt()).isEqualTo(records);
        assertThat(account.path("from").asText()).isEqualTo("2026-11-22T09:15:10.010Z");
        assertThat(account.path("to").asText()).isEqualTo("2026-11-22T09:15:10.012Z");
    }

    @Test
    void losesNoMarkerToARecordThatBecomesADeadLetter() throws IOException {
        try (var router = router("archive-only")) {
            router.cluster.limits.put("logs.routed", 5_000);
            pipe(router, WINDOW, 13);
            var first = router.readAll().get(10);

            router.pipe("x".repeat(5_000), NEXT_WINDOW);
            assertThat(only(router.readAll()).topic()).isEqualTo("logs.dead.router");

            router.pipe(RECORD, NEXT_WINDOW.plusSeconds(10));
            var records = router.readAll();
            assertThat(records).hasSize(2);
            assertMarker(records.getFirst(), first, 3);
            assertThat(router.count(MetricNames.QUOTA_RECORDS, "source", "shop", "outcome", "archived"))
                    .as("the dead letter is none of them")
                    .isEqualTo(3);
        }
    }

    /** A collector's clock may be ahead of the broker's, which refuses such timestamps. */
    @Test
    void givesAMarkerKafkasTimeOfNow() {
        try (var router = router("archive-only")) {
            var ahead = "{\"ingest_ts\":\"2026-11-22T10:10:00Z\",\"log\":\"" + "x".repeat(1_000) + "\"}";
            router.pipe(ahead, WINDOW);
            assertThat(only(router.readAll()).header(HeaderNames.INGEST_TS))
                    .as("the record's own time")
                    .isEqualTo(
                            Long.toString(Instant.parse("2026-11-22T10:10:00Z").toEpochMilli()));

            router.advance(Duration.ofSeconds(11));
            assertThat(only(router.readAll()).record().getRecordTime()).isEqualTo(WINDOW.plusSeconds(11));
        }
    }

    @Test
    void indexesASampleOfWhatIsOver() {
        try (var router = router("sample, keep: 20%")) {
            pipe(router, WINDOW, 1010);

            var over = router.readAll().subList(10, 1010);
            assertThat(over).allMatch(record -> "over".equals(record.header(HeaderNames.QUOTA)));
            long sampled = over.stream()
                    .filter(record -> record.header(HeaderNames.INDEX) == null)
                    .count();
            assertThat(sampled).isBetween(150L, 250L);
            assertThat(router.count(MetricNames.QUOTA_RECORDS, "source", "shop", "outcome", "sampled"))
                    .isEqualTo((double) sampled);
        }
    }

    @Test
    void parksWhatIsOver() {
        try (var router = router("park")) {
            pipe(router, WINDOW, 12);

            assertThat(router.read("logs.routed")).hasSize(10);
            assertThat(router.read("logs.parked.shop")).hasSize(2).allSatisfy(record -> {
                assertThat(record.header(HeaderNames.QUOTA)).isEqualTo("over");
                assertThat(record.header(HeaderNames.INDEX)).isNull();
                assertThat(record.source()).isEqualTo("shop");
            });
            assertThat(router.cluster.made).contains("logs.parked.shop");
        }
    }

    @Test
    void archivesOnlyWhereTheClusterRefusesATopicToParkIn() {
        try (var router = router("park")) {
            router.cluster.failures.put("logs.parked.shop", new TopicAuthorizationException("no right"));
            pipe(router, WINDOW, 11);
            router.advance(Duration.ofSeconds(11));

            var records = router.readAll();
            assertThat(records).hasSize(12).extracting(Written::topic).containsOnly("logs.routed");
            assertThat(records.get(10).header(HeaderNames.INDEX)).isEqualTo("no");
            assertThat(records.get(10).header(HeaderNames.REFUSED_TOPIC)).isEqualTo("logs.parked.shop");
            assertThat(records.get(11).text()).contains("since the cluster refuses a topic to park them");
        }
    }

    @Test
    void tellsOfWhatIsWithheldThoughNothingMoreComes() {
        try (var router = router("archive-only")) {
            pipe(router, WINDOW, 11);
            router.readAll();
            router.advance(Duration.ofSeconds(9));
            assertThat(router.readAll()).isEmpty();

            router.advance(Duration.ofSeconds(2));
            var marker = only(router.readAll());
            assertThat(marker.header(HeaderNames.MARKER)).isEqualTo("quota");

            router.advance(Duration.ofMinutes(1));
            assertThat(router.readAll()).as("once").isEmpty();
        }
    }

    @Test
    void countsByTheTimeOfIngestSoThatABacklogDoesNotExceedIt() {
        try (var router = router("archive-only")) {
            for (int second = 0; second < 1000; second += 10) {
                pipe(router, WINDOW.plusSeconds(second), 10);
            }

            assertThat(router.readAll()).hasSize(1000).allMatch(record -> record.header(HeaderNames.QUOTA) == null);
        }
    }

    @Test
    void sharesAQuotaByThePartitionsThatAreRead() {
        try (var router = router("archive-only")) {
            router.quotas.share().rawTopics(List.of(1, 1));
            assertThat(router.quotas.share().get()).as("task 0 reads both").isEqualTo(1);

            router.quotas.share().rawTopics(List.of(2, 2));
            pipe(router, WINDOW, 6);

            assertThat(router.readAll().stream().filter(record -> record.header(HeaderNames.QUOTA) != null))
                    .hasSize(1);
        }
    }

    @Test
    void leavesOtherSourcesAlone() {
        try (var router =
                new TestRouter("sources: {a: {match: 'true', copy: true, quota: {rate: 1B/s, over: park}}}")) {
            pipe(router, WINDOW, 3);

            assertThat(router.read("logs.routed")).extracting(Written::source).containsOnly("k8s-logs");
            assertThat(router.read("logs.parked.a")).hasSize(3);
        }
    }

    /** Records that follow each other by a millisecond. */
    private static void pipe(TestRouter router, Instant from, int count) {
        for (int i = 0; i < count; i++) {
            router.pipe(RECORD, from.plusMillis(i));
        }
    }

    private static TestRouter router(String over) {
        return new TestRouter("sources: {shop: {match: 'true', quota: {rate: 100B/s, over: " + over + "}}}");
    }
}
