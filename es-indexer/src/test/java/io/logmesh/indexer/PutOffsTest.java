package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.DeliveryListener.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PutOffsTest {

    private static final Reason CLOSED = new Reason("logs-web-2026.11.22", "index_closed_exception");

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final InstantSource source = () -> now;
    private final List<String> lines = new ArrayList<>();
    private final PutOffs putOffs = new PutOffs(source.withZone(ZoneOffset.UTC), lines::add);

    @Test
    void tellsEachIndexAndReasonOnceEveryHalfMinute() {
        putOffs.tell(CLOSED, 7);
        putOffs.tell(CLOSED, 8);
        putOffs.tell(new Reason(CLOSED.index(), "cluster_block_exception"), 1);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo("logs-web-2026.11.22 takes no documents (index_closed_exception), so that 7 wait for now:"
                        + " it is closed; open it (POST <index>/_open)");

        now = now.plus(Duration.ofSeconds(31));
        putOffs.tell(CLOSED, 9);
        assertThat(lines).hasSize(3);
    }

    @Test
    void tellsOfAFewWhereAllIndicesAreConcerned() {
        for (int i = 0; i < 1000; i++) {
            putOffs.tell(new Reason("logs-" + i + "-2026.11.22", "unavailable_shards_exception"), 1);
        }

        assertThat(lines).hasSize(PutOffs.MOST);
    }
}
