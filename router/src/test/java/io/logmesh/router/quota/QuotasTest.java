package io.logmesh.router.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Quota;
import io.logmesh.contract.sources.Quota.Over;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final long TIME = 1_767_225_600_000L;
    private static final Quota QUOTA = new Quota(100, Over.ARCHIVE_ONLY, 0);

    private final Quotas quotas = new Quotas(new PartitionShare());

    @Test
    void allowsAWindowWhatTenSecondsMaySend() {
        assertThat(judge("a", TIME, 600)).isEqualTo(Verdict.WITHIN);
        assertThat(judge("a", TIME + 9_999, 400)).isEqualTo(Verdict.WITHIN);
        assertThat(judge("a", TIME + 9_999, 1)).isEqualTo(Verdict.ARCHIVED);
        assertThat(judge("a", TIME + 10_000, 1000)).isEqualTo(Verdict.WITHIN);
        assertThat(judge("b", TIME, 1000)).as("another source").isEqualTo(Verdict.WITHIN);
    }

    @Test
    void allowsEverythingToAHugeRate() {
        var huge = new Quota(Long.MAX_VALUE / 2, Over.ARCHIVE_ONLY, 0);

        assertThat(quotas.judge("a", huge, "id", TIME, 1000)).isEqualTo(Verdict.WITHIN);
    }

    @Test
    void goesOnCountingAWindowThatIsReturnedTo() {
        judge("a", TIME, 1000);
        for (int i = 1; i < Window.MOST; i++) {
            judge("a", TIME + i * 10_000L, 1000);
        }

        assertThat(judge("a", TIME, 1)).isEqualTo(Verdict.ARCHIVED);
    }

    @Test
    void keepsNoMoreThanTheWindowsThatWereUsedLast() {
        judge("a", TIME, 1000);
        for (int i = 1; i <= Window.MOST; i++) {
            judge("a", TIME + i * 10_000L, 1000);
        }

        assertThat(judge("a", TIME + 10_000, 1)).isEqualTo(Verdict.ARCHIVED);
        assertThat(judge("a", TIME, 1)).as("forgotten").isEqualTo(Verdict.WITHIN);
    }

    @Test
    void forgetsSourcesWithoutAQuota() {
        judge("a", TIME, 1000);
        quotas.retain(List.of());

        assertThat(judge("a", TIME, 1)).isEqualTo(Verdict.WITHIN);
    }

    @Test
    void knowsItsShareByThePartitions() {
        var share = quotas.share();
        assertThat(share.get()).as("nothing is known").isEqualTo(1);

        share.opened(0);
        share.opened(5);
        share.rawTopics(List.of(6, 2));
        assertThat(share.get()).as("0 of both, 5 of one").isEqualTo(3 / 8.0);

        share.closed(0);
        assertThat(share.get()).isEqualTo(1 / 8.0);
        assertThat(judge("a", TIME, 126)).isEqualTo(Verdict.ARCHIVED);
    }

    private Verdict judge(String source, long time, int bytes) {
        return quotas.judge(source, QUOTA, "id", time, bytes);
    }
}
