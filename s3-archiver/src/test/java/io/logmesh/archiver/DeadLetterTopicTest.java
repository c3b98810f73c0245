package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {

    /** Else records of nothing but headers would fill the heap unseen. */
    @Test
    void countsWhatARefusedRecordTakesWithItsHeaders() {
        var record = new ConsumerRecord<byte[], byte[]>("t", 0, 7, null, new byte[0]);
        long bare = DeadLetterTopic.held(record);
        assertThat(bare).isPositive();
        record.headers().add("mine", new byte[1000]).add("none", null);
        assertThat(DeadLetterTopic.held(record)).isGreaterThan(bare + 1000);
    }

    @Test
    void passesTheHeadersOnThatTheRecordCameWithAndNoneOfTheConnectors() {
        var record = new ConsumerRecord<byte[], byte[]>("t", 0, 7, null, new byte[] {1});
        record.headers().add("mine", "x".getBytes(StandardCharsets.UTF_8));
        record.headers().add("__smallrye_generationId", new byte[] {3});
        var letter = DeadLetterTopic.letterOf(new DeadLetter("s3-archiver", "no_source", "none"), record);
        assertThat(letter.headers())
                .extracting(header -> header.key())
                .contains("mine", DeadLetter.CLASS)
                .noneMatch(name -> name.startsWith("__"));
    }
}
