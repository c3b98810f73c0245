package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was taken and is neither archived nor refused is held; or handed over, where the partition goes. */
class AccountTest {

    private final TestArchive it = new TestArchive();

    @Test
    void whatIsNotStoredIsHeld() {
        it.assigned(0, "");
        it.give(0, 1, 2);
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.recorded.heldRecords).isEqualTo(3);

        it.loop.pass(Duration.ofMinutes(6));
        assertThat(it.recorded.heldRecords).isZero();
        assertThat(it.recorded.handedOver).isZero();
    }

    @Test
    void whatIsHeldWhenThePartitionGoesIsHandedOver() {
        it.assigned(0, "");
        it.give(0, 1);
        it.receiver().skip(2);
        it.archive.revoked(TestArchive.PARTITION);

        assertThat(it.recorded.handedOver).isEqualTo(2);
    }

    @Test
    void whatIsReadAgainIsHandedOverToo() {
        it.assigned(0, "");
        it.give(0, 1, 2);
        it.give(0);
        it.loop.pass(Duration.ofSeconds(2));

        assertThat(it.recorded.handedOver).isEqualTo(3);
        assertThat(it.recorded.heldRecords).isEqualTo(1);
    }
}
