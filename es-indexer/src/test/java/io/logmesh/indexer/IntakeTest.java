package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final Parts parts = new Parts();

    @Test
    void addsRecordsToTheLaneOfTheirTopic() throws InterruptedException {
        parts.take(List.of(Records.complete(0), Records.complete(1)));

        assertThat(parts.backlog.take())
                .extracting(PolledRecord.Indexable::lane, document -> document.original()
                        .offset())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("logs.enriched.web", 0L),
                        org.assertj.core.groups.Tuple.tuple("logs.enriched.web", 1L));
        assertThat(parts.settledThrough()).isEqualTo(-1);
        assertThat(parts.counted(MetricNames.RECORDS_IN)).isEqualTo(2);
        assertThat(parts.producer.history()).isEmpty();
    }

    @Test
    void settlesAndCountsWhatIsNotToBeIndexed() throws InterruptedException {
        var sampledOut = Records.header(Records.complete(0), HeaderNames.INDEX, HeaderNames.INDEX_NO);

        parts.take(List.of(sampledOut));

        assertThat(parts.backlog.weight()).isZero();
        assertThat(parts.producer.history()).isEmpty();
        assertThat(parts.settledThrough()).isZero();
        assertThat(parts.counted(MetricNames.INDEX_SKIPPED, "source", "web", "reason", "marked"))
                .isEqualTo(1);
    }

    @Test
    void buriesWhatCannotBeADocumentAndGoesOn() throws InterruptedException {
        parts.take(List.of(Records.bare(0), Records.complete(1)));

        assertThat(parts.producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("logs.dead.es-indexer");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.CLASS)).isEqualTo("no_source");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("0");
        });
        assertThat(parts.counted(MetricNames.DEAD_LETTERS, "reason", "no_source"))
                .isEqualTo(1);
        assertThat(parts.backlog.weight()).isPositive();
    }

    @Test
    void leavesOutRecordsOfAPartitionThatIsGone() throws InterruptedException {
        parts.partitions.revoke(Set.of(Parts.PARTITION));

        parts.take(List.of(Records.complete(0), Records.bare(1)));

        assertThat(parts.backlog.weight()).isZero();
        assertThat(parts.producer.history()).isEmpty();
    }
}
