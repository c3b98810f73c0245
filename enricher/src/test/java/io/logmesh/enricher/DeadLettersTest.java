package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest extends EnricherOnTestDriver {

    /** Of {@code max.message.bytes}. */
    private static final int KAFKAS_DEFAULT_LIMIT = 1_048_588;

    @ParameterizedTest
    @CsvSource({
        "logmesh-source,,invalid_source",
        "logmesh-source,../etc,invalid_source",
        "logmesh-source,Shop,invalid_source",
        "logmesh-id,,missing_id",
        "logmesh-id,'',missing_id",
        "logmesh-ingest-ts,,invalid_ingest_ts",
        "logmesh-ingest-ts,yesterday,invalid_ingest_ts",
        "logmesh-ingest-ts,999999999999999999,invalid_ingest_ts"
    })
    void sendsARecordThatTheRouterDidNotMakeToTheDeadLetters(String header, String value, String error) {
        var headers = headers("shop");
        headers.remove(header);
        if (value != null) {
            headers.add(header, bytes(value));
        }

        pipe("{\"log\":\"hello\"}", headers);

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.key()).isEqualTo(KEY);
        assertThat(dead.value()).isEqualTo(bytes("{\"log\":\"hello\"}"));
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo(error);
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.STAGE)).isEqualTo("enricher");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.TOPIC)).isEqualTo("logs.routed");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(registry.counter(MetricNames.DEAD_LETTERS, "reason", error).count())
                .isEqualTo(1);
        assertNothingElse();
    }

    @Test
    void sendsTheRecordsOfARefusedTopicToTheDeadLetters() {
        cluster.failures.put("logs.enriched.shop", new TopicAuthorizationException("no right"));

        pipe("{\"log\":\"a\"}", headers("shop"));
        pipe("{\"log\":\"b\"}", headers("payments"));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("topic_refused");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("no right");
        assertThat(read("logs.enriched.payments")).hasSize(1);
        assertNothingElse();
    }

    @Test
    void readsARecordAgainWhereTheClusterDidNotAnswer() {
        cluster.failures.put("logs.enriched.shop", new TimeoutException("nobody there"));

        assertThatThrownBy(() -> pipe("{\"log\":\"a\"}", headers("shop"))).isInstanceOf(KafkaException.class);

        assertNothingElse();
    }

    @Test
    void cutsADeadLetterThatIsTooLargeToWrite() {
        pipe("{\"a\":" + numbers(5 * 1024 * 1024) + "}", headers("shop"));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("record_too_large");
        assertThat(dead.value()).hasSizeLessThan(MeshTopics.MAX_MESSAGE_BYTES);
        assertNothingElse();
    }

    @Test
    void writesARecordThatItsTopicWouldNotTakeToTheDeadLetters() {
        cluster.maxMessageBytes = 1024 * 1024;

        pipe("{\"log\":\"" + "a".repeat(900_000) + "\"}", headers("shop"));

        assertThat(RecordHeaders.text(read("logs.dead.enricher").getFirst().headers(), DeadLetter.CLASS))
                .isEqualTo("record_too_large");
        assertNothingElse();
    }

    @Test
    void cutsADeadLetterToWhatItsTopicTakes() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"" + "a".repeat(2_000_000) + "\"}", headers("shop").add("tenant", new byte[300_000]));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("the value had 2000010 bytes");
        assertThat(dead.headers().lastHeader("tenant").value()).hasSize(300_000);
        assertThat(dead.key()).isEqualTo(KEY);
        assertThat(sizeInKafka(dead)).isBetween(KAFKAS_DEFAULT_LIMIT - 8_000, KAFKAS_DEFAULT_LIMIT);
        assertNothingElse();
    }

    @Test
    void leavesForeignHeadersOffADeadLetterWhoseTopicWouldNotTakeThem() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"a\"}", headers("shop").add("tenant", new byte[2_000_000]));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.headers().lastHeader("tenant")).isNull();
        assertThat(RecordHeaders.text(dead.headers(), HeaderNames.ID)).isEqualTo("id-1");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("cut to fit its topic");
        assertThat(dead.value()).isEqualTo(bytes("{\"log\":\"a\"}"));
        assertThat(dead.key()).isEqualTo(KEY);
        assertNothingElse();
    }

    @Test
    void leavesAKeyOffADeadLetterWhoseTopicWouldNotTakeIt() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        routed.pipeInput(new TestRecord<>(new byte[2_000_000], bytes("{}"), headers("shop"), COLLECTED));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.key()).isNull();
        assertThat(dead.value()).isEqualTo(bytes("{}"));
        assertNothingElse();
    }

    @Test
    void countsHeadersAndKeyAsTheyAreAndSparesNoRoomBesides() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"\",\"a\":" + numbers(1_000_000) + "}", headers("shop"));
        pipe("{\"log\":\"\",\"a\":" + numbers(1_000_000) + "}", headers("shop").add("t", new byte[60_000]));

        assertThat(sizeInKafka(read("logs.enriched.shop").getFirst())).isBetween(1_000_000, KAFKAS_DEFAULT_LIMIT);
        assertThat(read("logs.dead.enricher")).hasSize(1);
        assertNothingElse();
    }

    @Test
    void letsNothingOutIntoTheDeadLettersEither() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));
        pipe("{\"log\":\"user=ann@x.de\"}", headers("payments"));

        assertThat(new String(read("logs.dead.enricher").getFirst().value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"log\":\"user=[email]\"}");
        assertNothingElse();
    }

    /** Also where it is refused before its rules are asked for, and where nobody knows which rules are its own. */
    @ParameterizedTest
    @ValueSource(strings = {"logmesh-source", "logmesh-id", "logmesh-ingest-ts"})
    void letsNothingOutOfARecordThatTheRouterDidNotMake(String missing) {
        var headers = headers("payments");
        headers.remove(missing);

        pipe("{\"log\":\"user=ann@x.de\",\"deep\":[{\"a\":\"{\\\"b\\\":\\\"ann\\\\u0040x.de\\\"}\"}]}", headers);
        pipe("not JSON: ann@x.de", headers);

        assertThat(read("logs.dead.enricher")).hasSize(2).allSatisfy(dead -> assertThat(
                        new String(dead.value(), StandardCharsets.UTF_8))
                .contains("[email]")
                .doesNotContain("ann"));
        assertNothingElse();
    }

    @Test
    void letsNothingOutInTheHeadersOfCollectors() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));
        pipe(
                "{\"log\":\"a\"}",
                headers("payments").add("user", bytes("ann@x.de")).add("none", null));
        pipe("{\"log\":\"a\"}", headers("no source").add("user", bytes("ann@x.de")));

        assertThat(read("logs.dead.enricher")).hasSize(2).allSatisfy(dead -> {
            assertThat(RecordHeaders.text(dead.headers(), "user")).isEqualTo("[email]");
            assertThat(new String(dead.value(), StandardCharsets.UTF_8)).isEqualTo("{\"log\":\"a\"}");
        });
        assertNothingElse();
    }

    @Test
    void letsNothingOutOfAJoinedEventThatDiesNorOfOneThatIsTooLarge() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));
        pipe("{\"log\":\"ERROR of ann@\",\"stream\":\"stdout\",\"logtag\":\"P\"}", headers("payments", id(1)));
        pipe("{\"log\":\"x.de\",\"stream\":\"stdout\",\"logtag\":\"F\"}", headers("payments", id(2)));
        pipe("{\"log\":\"  at bob@x.de\",\"stream\":\"stdout\"}", headers("payments", id(3)));
        passTicks(10);
        pipe("{\"log\":\"bob@x.de\",\"a\":" + numbers(4_400_000) + "}", headers("payments", id(4)));
        passTicks(10);

        assertThat(read("logs.dead.enricher")).hasSize(2).allSatisfy(dead -> assertThat(
                        new String(dead.value(), StandardCharsets.UTF_8))
                .contains("[email]")
                .doesNotContain("ann@", "x.de", "bob"));
        assertNothingElse();
    }

    /** A value that no limit of a text's length makes shorter. */
    private static String numbers(int bytes) {
        return "[" + "1,".repeat(bytes / 2) + "1]";
    }

    /** As the producer estimates it, and no less than what the broker compares with the topic's limit. */
    private static int sizeInKafka(TestRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
    }
}
