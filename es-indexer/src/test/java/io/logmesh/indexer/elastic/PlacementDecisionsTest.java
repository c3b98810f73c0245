package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.Placements;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacementDecisionsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);
    private static final String FIND = "GET /logmesh-control/_source/placement-2026.01.10";
    private static final String DECIDE = "PUT /logmesh-control/_create/placement-2026.01.10";
    private static final String MEASURE = "GET /"
            + IntStream.rangeClosed(3, 10)
                    .mapToObj(day -> "logs-*-2026.01.%02d".formatted(day))
                    .collect(Collectors.joining(","))
            + "/_stats/store";
    private static final String ALL_SHARDS = "\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}";

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> log = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Placements placements = cluster.placements(
            1000, _ -> cluster.answer(FIND, 200, "{\"own\":[\"waited-for\"]}"), log::add, problems::add);

    @BeforeEach
    void holdTwoIndices() {
        cluster.answer(FIND, 404, "{}");
        cluster.answer(
                MEASURE,
                200,
                "{" + ALL_SHARDS + ",\"_all\":{\"primaries\":{},\"total\":{}},\"indices\":{"
                        + index("logs-large-2026.01.09", 1000) + ',' + index("logs-_shared-2026.01.09", 2000)
                        + ','
                        + index("logs-fell-2026.01.10", 1) + "}}");
        cluster.answer("POST /logs-_shared-2026.01.09/_search", 200, """
                {"took":1,"timed_out":false,%s,"hits":{"total":{"value":100,"relation":"eq"},"hits":[]},
                 "aggregations":{"sterms#sources":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,
                 "buckets":[{"key":"grown","doc_count":60},{"key":"tiny","doc_count":40}]}}}""".formatted(ALL_SHARDS));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void decidesByTheSizesOnceADay() throws InterruptedException {
        assertThat(placements.hasOwn("large", DAY))
                .as(cluster.requests + " " + log + problems)
                .isTrue();
        assertThat(placements.hasOwn("grown", DAY)).isTrue();
        assertThat(placements.hasOwn("fell", DAY)).isTrue();
        assertThat(placements.hasOwn("tiny", DAY)).isFalse();
        assertThat(placements.hasOwn("new", DAY)).isFalse();

        assertThat(cluster.sent.get(DECIDE)).isEqualTo("{\"own\": [\"fell\", \"grown\", \"large\"]}");
        assertThat(cluster.requests.stream().filter(MEASURE::equals)).hasSize(1);
        assertThat(log).singleElement().asString().contains("2026-01-10", "fell, grown, large");
    }

    @Test
    void goesByWhatAnotherIndexerHasDecided() throws InterruptedException {
        cluster.answer(FIND, 200, "{\"own\":[\"tiny\"]}");

        assertThat(placements.hasOwn("tiny", DAY)).isTrue();
        assertThat(placements.hasOwn("large", DAY)).isFalse();

        assertThat(cluster.requests).doesNotContain(MEASURE, DECIDE);
    }

    @Test
    void waitsUntilItIsKnown() throws InterruptedException {
        cluster.answer(FIND, 503, "{}");

        assertThat(placements.hasOwn("waited-for", DAY)).isTrue();
        assertThat(problems).singleElement().asString().contains("503");
    }

    @Test
    void leavesAllAsItWasOnTheDayBeforeWhereItMayNotMeasure() throws InterruptedException {
        cluster.answer("GET /logmesh-control/_source/placement-2026.01.09", 200, "{\"own\":[\"large\"]}");
        cluster.answer(MEASURE, 403, """
                {"error":{"type":"security_exception","reason":"action is unauthorized","root_cause":[]},"status":403}""");

        assertThat(placements.hasOwn("large", DAY)).isTrue();
        assertThat(placements.hasOwn("grown", DAY)).isFalse();

        assertThat(cluster.sent.get(DECIDE)).isEqualTo("{\"own\": [\"large\"]}");
        assertThat(log.getFirst()).contains("can't be measured", "403", "monitor and read");
    }

    @Test
    void needsNoQuestionForADayThatItIsPreparedFor() throws InterruptedException {
        placements.prepare(DAY);
        cluster.requests.clear();

        assertThat(placements.hasOwn("large", DAY)).isTrue();
        assertThat(cluster.requests).isEmpty();
    }

    @Test
    void asksAgainWhereAnotherWasFaster() throws InterruptedException {
        cluster.answer(DECIDE, 409, "{}");

        assertThat(placements.hasOwn("waited-for", DAY)).isTrue();
        assertThat(log).isEmpty();
    }

    private static String index(String name, int bytes) {
        return """
                "%s":{"uuid":"u","primaries":{"store":{"size_in_bytes":%d,"reserved_in_bytes":0}},"total":{}}""".formatted(name, bytes);
    }
}
