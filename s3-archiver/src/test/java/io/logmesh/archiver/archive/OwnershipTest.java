package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens when partitions come and go. */
class OwnershipTest {

    private final TestArchive it = new TestArchive();

    @Test
    void commitsThePositionBehindACommitMarkerWhenAllIsArchived() {
        it.assigned(0, "");
        it.give(0);
        it.loop.pass(Duration.ofMinutes(6));
        it.group.positions.put(PARTITION, 2L);
        it.loop.pass(Duration.ofSeconds(5));
        assertThat(it.group.granted).containsExactly("0 " + TestArchive.intent(0), "1", "2");
    }

    @Test
    void leavesNoLagBehindWhenItIsDrained() {
        it.assigned(0, "");
        it.give(0);
        it.group.positions.put(PARTITION, 2L);
        var drained = it.archive.drain().toCompletableFuture();
        it.loop.run();
        assertThat(drained).isCompleted();
        assertThat(it.group.granted).endsWith("1", "2");
    }

    @Test
    void doesNotCommitAPositionBehindRecordsThatAreOpen() {
        it.assigned(0, "");
        it.give(0);
        it.group.positions.put(PARTITION, 1L);
        it.loop.pass(Duration.ofMinutes(1));
        assertThat(it.group.granted).isEmpty();
    }

    @Test
    void doesNothingMoreForARevokedPartition() {
        it.group.answersAtOnce = false;
        it.store.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0);
        it.loop.pass(Duration.ofMinutes(6));
        it.archive.revoked(PARTITION);
        it.group.grant();
        it.loop.pass(Duration.ofMinutes(20));
        assertThat(it.store.pending).isEmpty();
        assertThat(it.group.pending).isEmpty();
        assertThat(it.archive.receiver(PARTITION, 8)).isEmpty();
    }

    @Test
    void takesNoRecordsOfAnEarlierAssignment() {
        it.archive.assigned(new Assignment(PARTITION, 9), 0, "");
        assertThat(it.archive.receiver(PARTITION, 8)).isEmpty();
        assertThat(it.archive.receiver(PARTITION, 10)).isPresent();
    }

    @Test
    void leavesAPartitionWithUnreadableMetadataAlone() {
        it.assigned(0, "logmesh-archive/2 7 parquet");
        it.give(0, 1);
        it.archive.drain();
        it.loop.pass(Duration.ofMinutes(20));
        assertThat(it.recorded.events).containsExactly("barred logs.enriched.web-3");
        assertThat(it.group.granted).isEmpty();
        assertThat(it.store.objects).isEmpty();
    }
}
