package io.logmesh.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    @Test
    void namesTheEnrichedTopicOfASourceAndBack() {
        assertThat(Topics.enriched("payments"))
                .isEqualTo("logs.enriched.payments")
                .matches(Topics.ENRICHED);
        assertThat(Topics.sourceOf("logs.enriched.payments")).isEqualTo("payments");
        assertThat(Topics.dead("router")).isEqualTo("logs.dead.router").matches(Topics.DEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a/b", "../a", "a.b", "-a", "a-", "a b", "a\n", "ä"})
    void refusesNamesThatATopicAnIndexOrAKeyWouldNotTake(String name) {
        assertThatThrownBy(() -> Topics.enriched(name)).hasMessageContaining("can't name a source");
    }

    @Test
    void refusesNamesLongerThanALabel() {
        assertThat(SourceName.isValid("a".repeat(63))).isTrue();
        assertThat(SourceName.isValid("a".repeat(64))).isFalse();
    }

    @Test
    void readsTheIngestTimeFromItsHeaderOnly() {
        assertThat(ingestTs("1767225600000")).isEqualTo(1_767_225_600_000L);
        assertThat(new long[] {ingestTs(""), ingestTs("-1"), ingestTs("1e3"), ingestTs("9".repeat(19))})
                .containsOnly(-1);
        assertThat(io.logmesh.contract.RecordHeaders.ingestTs(new RecordHeaders()))
                .isEqualTo(-1);
    }

    @Test
    void aDeadLetterIsTheOriginalWithTheReasonInHeaders() {
        var original = new ConsumerRecord<>("logs.enriched.a", 2, 7, "key".getBytes(UTF_8), "value".getBytes(UTF_8));
        original.headers().add(HeaderNames.ID, "id-1".getBytes(UTF_8));

        var letter = new DeadLetter("es-indexer", "mapper_parsing_exception", "field [a]").of(original);

        assertThat(letter.topic()).isEqualTo("logs.dead.es-indexer");
        assertThat(letter.key()).isEqualTo(original.key());
        assertThat(letter.value()).isEqualTo(original.value());
        assertThat(text(letter.headers(), HeaderNames.ID)).isEqualTo("id-1");
        assertThat(text(letter.headers(), DeadLetter.CLASS)).isEqualTo("mapper_parsing_exception");
        assertThat(text(letter.headers(), DeadLetter.STAGE)).isEqualTo("es-indexer");
        assertThat(text(letter.headers(), DeadLetter.TOPIC)).isEqualTo("logs.enriched.a");
        assertThat(text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("7");
        assertThat(text(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(original.headers()).hasSize(1);
    }

    @Test
    void aDeadLetterThatIsRefusedAgainCountsOn() {
        var original = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, null);
        original.headers().add(DeadLetter.ATTEMPT, "2".getBytes(UTF_8));

        var letter = new DeadLetter("router", "X", "x").of(original);

        assertThat(text(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("3");
    }

    private static long ingestTs(String text) {
        var headers = new RecordHeaders().add(HeaderNames.INGEST_TS, text.getBytes(UTF_8));
        return io.logmesh.contract.RecordHeaders.ingestTs(headers);
    }

    private static String text(org.apache.kafka.common.header.Headers headers, String name) {
        return io.logmesh.contract.RecordHeaders.text(headers, name);
    }
}
