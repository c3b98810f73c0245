package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class JoiningTopologyTest extends EnricherOnTestDriver {

    /** Whether the lines to come are. */
    private boolean overQuota;

    @Test
    void joinsTheLinesOfATraceAndTellsWhichTheyWere() {
        line(0, "ERROR failed\\n", "stdout");
        line(1, "\\tat a.B.c(B.java:1)\\n", "stdout");
        line(2, "\\tat a.B.d(B.java:2)\\n", "stdout");
        assertThat(driver.producedTopicNames()).doesNotContain("logs.enriched.shop");
        line(3, "INFO next\\n", "stdout");

        var record = read("logs.enriched.shop").getFirst();
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.ID)).isEqualTo(id(0));
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.COVERS)).isEqualTo("2x1");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.LEVEL)).isEqualTo("error");
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.getRecordTime()).isEqualTo(COLLECTED);
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .contains("\"event_id\":\"" + id(0) + "\",\"lines\":3,\"covers\":\"2x1\"")
                .contains("\"message\":\"failed\\n\\tat a.B.c(B.java:1)\\n\\tat a.B.d(B.java:2)\"");
        assertThat(counted(MetricNames.JOIN_LINES, "source", "shop")).isEqualTo(2);
        assertThat(counted(MetricNames.RECORDS_OUT, "source", "shop")).isEqualTo(1);
        assertNothingElse();
    }

    @Test
    void marksOfATraceOnlyTheLinesThatAreOverTheQuota() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c", "stdout");
        overQuota = true;
        line(2, "\\tat a.B.d", "stdout");
        line(3, "\\tat a.B.e", "stdout");
        overQuota = false;
        line(4, "\\tat a.B.f", "stdout");
        passTicks(6);

        var records = read("logs.enriched.shop");
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.ID))
                .containsExactly(id(0), id(2), id(4));
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.COVERS))
                .containsExactly("1", "1", null);
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.INDEX))
                .containsExactly(null, "no", null);
        assertThat(records)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8)
                        .contains("\"logmesh_quota\":\"over\",\"logmesh_index\":\"no\","))
                .containsExactly(false, true, false);
        assertThat(registry.counter(MetricNames.JOIN_EVENTS, "reason", "quota").count())
                .isEqualTo(2);
        assertNothingElse();
    }

    @Test
    void sendsAnEventOnWhenNoLineComesInTime() {
        line(0, "ERROR failed", "stdout");

        passTicks(5);
        assertNothingElse();
        passTicks(1);

        assertThat(read("logs.enriched.shop")).hasSize(1);
        assertThat(driver.getKeyValueStore(EnricherTopology.PENDING).all()).isExhausted();
        passTicks(20);
        assertNothingElse();
    }

    @Test
    void neverJoinsStderrToStdout() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c(B.java:1)", "stderr");
        passTicks(6);

        assertThat(read("logs.enriched.shop"))
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.COVERS))
                .containsExactly(null, null);
        assertNothingElse();
    }

    @Test
    void keepsWhatIsPendingInTheChangelog() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c(B.java:1)", "stdout");

        assertThat(driver.getKeyValueStore(EnricherTopology.PENDING).approximateNumEntries())
                .isEqualTo(1);
        assertThat(driver.producedTopicNames()).containsExactly("test-pending-changelog");
        assertThat(read("test-pending-changelog").getLast().value()).isNotNull();
        passTicks(6);
        assertThat(read("test-pending-changelog").getLast().value()).isNull();
        assertThat(read("logs.enriched.shop")).hasSize(1);
    }

    @Test
    void doesNotJoinAgainWhatComesBackJoined() {
        line(0, "ERROR before", "stdout");
        pipe("{\"log\":\"ERROR failed\\n\\tat a.B.c\"}", headers("shop", id(7)).add(HeaderNames.COVERS, bytes("1@2")));
        line(9, "\\tat a.B.d", "stdout");
        passTicks(6);

        var records = read("logs.enriched.shop");
        assertThat(records).hasSize(3);
        assertThat(new String(records.get(1).value(), StandardCharsets.UTF_8))
                .contains("\"lines\":2,\"covers\":\"1@2\"");
        assertNothingElse();
    }

    @Test
    void tellsTheFirstLinesPlaceOfAnEventThatDiesOnTimeout() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c", "stdout");
        cluster.failures.put("logs.enriched.shop", new TopicAuthorizationException("no right"));
        passTicks(6);

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("topic_refused");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.TOPIC)).isEqualTo("logs.routed");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(RecordHeaders.text(dead.headers(), HeaderNames.COVERS)).isEqualTo("1");
        assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("failed\\n\\tat a.B.c");
        assertNothingElse();
    }

    private void line(long offset, String text, String stream) {
        var headers = headers("shop", id(offset));
        if (overQuota) {
            headers.add(HeaderNames.QUOTA, bytes(HeaderNames.QUOTA_OVER));
            headers.add(HeaderNames.INDEX, bytes(HeaderNames.INDEX_NO));
        }
        routed.pipeInput(new TestRecord<>(
                bytes("shop/web-1/app/" + stream),
                bytes("{\"log\":\"" + text + "\",\"stream\":\"" + stream + "\"}"),
                headers,
                COLLECTED));
    }
}
