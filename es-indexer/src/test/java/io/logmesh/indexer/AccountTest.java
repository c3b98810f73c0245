package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.indexer.bulk.Answer;
import io.logmesh.indexer.bulk.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What was taken is, at any time, done with or held: also while a part of a bulk takes longer than the rest of it. */
class AccountTest {

    private static final Outcome.Refused REFUSED =
            new Outcome.Refused("document_parsing_exception", "at field message");

    private final Parts parts = new Parts();
    private final List<Double> unaccounted = new CopyOnWriteArrayList<>();

    @Test
    void whatIsSettledIsHeldUntilTheRepairOfItsNeighbourIsDone() throws InterruptedException {
        parts.take(List.of(
                Records.complete(0),
                Records.complete(1),
                Records.complete(2),
                Records.header(Records.complete(3), HeaderNames.SOURCE, "archived-only"),
                Records.bare(4)));
        assertThat(unaccounted()).isZero();
        assertThat(held()).isEqualTo(3);

        deliver();

        assertThat(unaccounted).hasSize(2).containsOnly(0.0);
        assertThat(unaccounted()).isZero();
        assertThat(held()).isZero();
        assertThat(parts.counted(MetricNames.INDEX_DOCUMENTS, "outcome", "created"))
                .isEqualTo(1);
        assertThat(parts.counted(MetricNames.INDEX_DOCUMENTS, "outcome", "repaired"))
                .isEqualTo(1);
        assertThat(parts.counted(MetricNames.DEAD_LETTERS)).isEqualTo(2);
    }

    /** One is written, one fits once it is repaired, and one never. */
    private void deliver() throws InterruptedException {
        var delivery = parts.delivery(bulk -> {
            unaccounted.add(unaccounted());
            return new Answer.Items(
                    bulk.size() == 1
                            ? List.of(Outcome.CREATED)
                            : List.of(Outcome.CREATED, new Outcome.Misfit(REFUSED, Optional.of("message")), REFUSED));
        });
        var bulk = parts.backlog.take();
        var attempt = delivery.attempt(bulk);
        parts.backlog.answered(bulk, attempt.open());
    }

    private double unaccounted() {
        return parts.counted(MetricNames.RECORDS_UNACCOUNTED);
    }

    private double held() {
        return parts.counted(MetricNames.RECORDS_HELD);
    }
}
