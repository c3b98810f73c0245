package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What comes in, and what is made of it beyond that, is what went out, was dropped, or was refused. */
class AccountTest {

    private static final Instant TIME = Instant.parse("2026-11-22T09:15:00Z");

    private static final String RULES = """
            sources:
              audit: {match: "k8s.labels['audit'] == 'yes'", copy: true}
              noise: {match: k8s.namespace_name == 'noise', drop: log.contains('healthz')}
            """;

    @Test
    void everyRecordIsAccountedFor() {
        try (var router = new TestRouter(RULES)) {
            router.pipe("{\"log\":\"hello\"}", TIME);
            router.pipe("[{\"log\":\"one\"},{\"log\":\"two\"},{\"log\":\"three\"}]", TIME);
            router.pipe("{\"log\":\"a\",\"kubernetes\":{\"labels\":{\"audit\":\"yes\"}}}", TIME);
            router.pipe("{\"log\":\"GET /healthz\",\"kubernetes\":{\"namespace_name\":\"noise\"}}", TIME);
            router.pipe("[]", TIME);
            router.pipe("", TIME);

            assertThat(router.count(MetricNames.RECORDS_IN)).isEqualTo(6);
            assertThat(router.count(MetricNames.RECORDS_DROPPED)).isEqualTo(1);
            assertThat(router.count(MetricNames.RECORDS_IN) + router.count(MetricNames.RECORDS_ADDED))
                    .isEqualTo(router.count(MetricNames.RECORDS_OUT)
                            + router.count(MetricNames.RECORDS_DROPPED)
                            + router.count(MetricNames.DEAD_LETTERS));
        }
    }
}
