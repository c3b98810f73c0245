package io.logmesh.cli.dead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final String ENRICHED = "logs.enriched.shop";

    private final Judge judge = new Judge(Map.of(), topic -> !topic.endsWith("gone"), 3);

    @ParameterizedTest
    @CsvSource({"1, SEND", "2, SEND", "3, PARK", "4, PARK"})
    void parksWhatWasRefusedAsOftenAsAllowed(int attempts, Verdict verdict) {
        assertThat(judge.judge(Letters.refused("es-indexer", ENRICHED, 7, attempts)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "router, logs.raw, SEND",
        "router, team.raw, SEND",
        "router, logs.routed, NO_PLACE",
        "router, logmesh.replayed, NO_PLACE",
        "router, gone, NO_PLACE",
        "enricher, logs.routed, SEND",
        "enricher, logs.routed.slow, SEND",
        "enricher, logs.raw, NO_PLACE",
        "s3-archiver, logs.enriched.shop, SEND",
        "es-indexer, logs.enriched.gone, NO_PLACE",
        "es-indexer, logs.dead.router, NO_PLACE",
        "stranger, logs.raw, NO_PLACE"
    })
    void sendsOnlyToWhatTheServiceReads(String service, String topic, Verdict verdict) {
        assertThat(judge.judge(Letters.refused(service, topic, 7, 1))).isEqualTo(verdict);
    }

    @Test
    void sendsALetterThatACrashMadeTwiceOnce() {
        assertThat(judge.judge(twin(100))).isEqualTo(Verdict.SEND);
        assertThat(judge.judge(twin(101))).isEqualTo(Verdict.ALREADY_REPLAYED);
        assertThat(judge.judge(Letters.refused("s3-archiver", ENRICHED, 7, 1)))
                .as("the other sink refused it, too")
                .isEqualTo(Verdict.SEND);
    }

    @Test
    void sendsAParkedOneOnceMoreIsAllowedAndAReplayedOneNever() {
        var letter = Letters.refused("es-indexer", ENRICHED, 7, 3);

        assertThat(new Judge(Map.of(letter.id(), Mark.PARKED), _ -> true, 4).judge(letter))
                .isEqualTo(Verdict.SEND);
        assertThat(new Judge(Map.of(letter.id(), Mark.REPLAYED), _ -> true, 4).judge(letter))
                .isEqualTo(Verdict.ALREADY_REPLAYED);
    }

    @Test
    void sendsNoCutOriginal() {
        var record =
                Letters.record("enricher", "logs.routed", 7, 1, "no; cut to fit its topic, the value had 9 bytes", 100);

        assertThat(judge.judge(Letter.of(record))).isEqualTo(Verdict.CUT);
    }

    @Test
    void sendsNothingThatNoTopicWouldTake() {
        var letter = Letters.refused("es-indexer", ENRICHED, 7, 1);
        letter.record().headers().add("large", new byte[4 << 20]);

        assertThat(judge.judge(letter)).isEqualTo(Verdict.TOO_LARGE);
    }

    @Test
    void knowsNoPlaceOfALetterThatTellsNone() {
        var record = new ConsumerRecord<byte[], byte[]>("logs.dead.router", 0, 5, null, null);

        assertThat(judge.judge(Letter.of(record))).isEqualTo(Verdict.NO_PLACE);
    }

    private static Letter twin(long offsetOfLetter) {
        return Letter.of(Letters.record("es-indexer", ENRICHED, 7, 1, "no", offsetOfLetter));
    }
}
