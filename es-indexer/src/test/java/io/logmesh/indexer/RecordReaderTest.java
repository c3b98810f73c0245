package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.SettledOffsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private final RecordReader reader =
            new RecordReader(() -> Records.PLAN, Records.PLACEMENTS, io.logmesh.telemetry.Tracing.OFF);

    @Test
    void leavesOutWhatIsReplayedForAnotherSink() throws InterruptedException {
        assertThat(read(Records.header(Records.complete(1), HeaderNames.ONLY_FOR, "s3-archiver")))
                .isInstanceOf(Skipped.class);
        assertThat(read(Records.header(Records.complete(1), HeaderNames.ONLY_FOR, "es-indexer")))
                .isInstanceOf(Indexable.class);
    }

    @Test
    void readsWhatIsNeededFromTheHeaders() throws InterruptedException {
        var record = Records.complete(7);

        assertThat(read(record)).isInstanceOfSatisfying(Indexable.class, document -> {
            assertThat(document.source()).isEqualTo("web");
            assertThat(document.index()).isEqualTo("logs-web-2026.11.22");
            assertThat(document.id()).asString().isEqualTo("19f-0badcafe-0-7");
            assertThat(document.ingestTs()).isEqualTo(Records.INGEST_TS);
            assertThat(document.value()).isSameAs(record.value());
        });
    }

    @ParameterizedTest
    @CsvSource({
        HeaderNames.ID + ", no_id",
        HeaderNames.SOURCE + ", no_source",
        HeaderNames.INGEST_TS + ", no_ingest_time"
    })
    void refusesARecordWithoutAHeader(String header, String error) throws InterruptedException {
        var record = Records.complete(1);
        record.headers().remove(header);

        assertThat(refusal(record)).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Web", "../etc", "a_b", "-", "web-2026.11.22,*"})
    void refusesASourceThatCouldLeaveItsIndices(String source) throws InterruptedException {
        assertThat(refusal(Records.header(Records.complete(1), HeaderNames.SOURCE, source)))
                .isEqualTo("no_source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "ä"})
    void refusesAnIdThatCouldLeaveItsLine(String id) throws InterruptedException {
        assertThat(refusal(Records.header(Records.complete(1), HeaderNames.ID, id)))
                .isEqualTo("no_id");
    }

    @Test
    void refusesAnIdForWhichTheWholeBulkWouldBeRefused() throws InterruptedException {
        assertThat(read(Records.header(Records.complete(1), HeaderNames.ID, "x".repeat(512))))
                .isInstanceOf(Indexable.class);
        assertThat(refusal(Records.header(Records.complete(1), HeaderNames.ID, "x".repeat(513))))
                .isEqualTo("no_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "0", "99999999999999"})
    void refusesAnIngestTimeThatHasNoIndex(String time) throws InterruptedException {
        assertThat(refusal(Records.header(Records.complete(1), HeaderNames.INGEST_TS, time)))
                .isEqualTo("no_ingest_time");
    }

    @Test
    void skipsARecordThatIsMarkedSo() throws InterruptedException {
        var record = Records.header(Records.complete(1), HeaderNames.INDEX, HeaderNames.INDEX_NO);

        assertThat(read(record)).isInstanceOfSatisfying(Skipped.class, skipped -> {
            assertThat(skipped.source()).isEqualTo("web");
            assertThat(skipped.reason()).isEqualTo(Skipped.Reason.MARKED);
        });
    }

    @Test
    void skipsTheRecordsOfASourceThatIsNotIndexed() throws InterruptedException {
        var record = Records.header(Records.complete(1), HeaderNames.SOURCE, "archived-only");

        assertThat(read(record)).isInstanceOfSatisfying(Skipped.class, skipped -> assertThat(skipped.reason())
                .isEqualTo(Skipped.Reason.SWITCHED_OFF));
    }

    @ParameterizedTest
    @CsvSource({
        "small, logs-_shared-2026.11.22",
        "tiny, logs-_shared-2026.11.22",
        "large, logs-large-2026.11.22",
        "streaming, logs-streaming-logmesh",
        "web, logs-web-2026.11.22"
    })
    void choosesTheIndexThatTheSourceAsksFor(String source, String index) throws InterruptedException {
        var record = Records.header(Records.complete(1), HeaderNames.SOURCE, source);

        assertThat(read(record)).isInstanceOfSatisfying(Indexable.class, document -> assertThat(document.index())
                .isEqualTo(index));
    }

    /** Both have the id of the raw record that they were made of. */
    @Test
    void keepsARecordAndItsCopyApartInAnIndexThatTheirSourcesShare() throws InterruptedException {
        var original = indexable(Records.header(Records.complete(1), HeaderNames.SOURCE, "small"));
        var copy = indexable(Records.header(Records.complete(1), HeaderNames.SOURCE, "tiny"));

        assertThat(copy.index()).isEqualTo(original.index());
        assertThat(original.id()).asString().isEqualTo("19f-0badcafe-0-1:small");
        assertThat(copy.id()).asString().isEqualTo("19f-0badcafe-0-1:tiny");
        assertThat(refusal(Records.header(
                        Records.header(Records.complete(1), HeaderNames.SOURCE, "tiny"),
                        HeaderNames.ID,
                        "x".repeat(508))))
                .isEqualTo("no_id");
    }

    @Test
    void skipsNothingForAnyOtherMark() throws InterruptedException {
        assertThat(read(Records.header(Records.complete(1), HeaderNames.INDEX, "yes")))
                .isInstanceOf(Indexable.class);
    }

    @Test
    void refusesARecordWithoutAValue() throws InterruptedException {
        var record = Records.complete(1);
        var empty = new ConsumerRecord<byte[], byte[]>(record.topic(), 0, 1, record.key(), null);
        record.headers().forEach(empty.headers()::add);

        assertThat(refusal(empty)).isEqualTo("no_value");
    }

    private Indexable indexable(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        return (Indexable) read(record);
    }

    private String refusal(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        assertThat(read(record)).isInstanceOf(Unusable.class);
        return ((Unusable) read(record)).refused().error();
    }

    private PolledRecord read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        return reader.read(record, new SettledOffsets().await(record.offset(), 1));
    }
}
