package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.FOLDER;
import static io.logmesh.archiver.archive.TestArchive.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.logmesh.contract.archive.ArchiveFormat;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When ranges end, and what becomes of them. */
class RangesTest {

    private final TestArchive it = new TestArchive();

    @Test
    void rotatesAQuietTopicByTheWallClock() {
        it.assigned(10, "");
        it.loop.pass(Duration.ofMinutes(20));
        it.give(10, 12);
        it.loop.pass(Duration.ofSeconds(299));
        assertThat(it.store.objects).isEmpty();
        assertThat(it.recorded.oldest).isGreaterThan(Duration.ofMinutes(4));
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "10-12.json.gz");
        assertThat(it.store.objects.get(FOLDER + "10-12.json.gz")).containsExactly("{\"n\":10}", "{\"n\":12}");
        assertThat(it.group.granted).containsExactly("10 " + TestArchive.intent(12), "13");
    }

    @Test
    void takesAChangedConfigurationWithTheNextRange() {
        it.assigned(0, "");
        it.give(0);
        it.plan = new Plan(TestArchive.recipe(ArchiveFormat.JSON, "new"), Rotation.of(1 << 20, Duration.ofMinutes(1)));
        it.loop.pass(Duration.ofMinutes(2));
        assertThat(it.store.objects).isEmpty();
        it.loop.pass(Duration.ofMinutes(4));
        it.plan =
                new Plan(TestArchive.recipe(ArchiveFormat.JSON, "newest"), Rotation.of(1 << 20, Duration.ofMinutes(1)));
        it.give(1);
        it.loop.pass(Duration.ofMinutes(2));
        assertThat(it.store.objects)
                .containsOnlyKeys(FOLDER + "0-0.json.gz", FOLDER.replace("logs/", "newest/") + "1-1.json");
    }

    @Test
    void storesNothingBeforeTheIntentIsKnownToBeHeld() {
        it.group.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0, 1);
        var drained = it.archive.drain().toCompletableFuture();
        it.loop.run();
        it.group.refuse();
        it.loop.pass(Duration.ofSeconds(5));
        assertThat(it.store.objects).isEmpty();
        assertThat(it.group.pending).singleElement().satisfies(commit -> assertThat(commit.metadata())
                .isEqualTo(TestArchive.intent(1)));
        it.group.answersAtOnce = true;
        it.group.grant();
        it.loop.run();
        assertThat(it.store.objects).hasSize(1);
        assertThat(drained).isCompleted();
    }

    @Test
    void keepsTheEndOfADeclaredRangeWhileMoreRecordsCome() {
        it.group.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0, 1);
        it.loop.pass(Duration.ofMinutes(6));
        it.give(2, 3);
        it.group.refuse();
        it.loop.pass(Duration.ofMinutes(6));
        it.group.answersAtOnce = true;
        it.group.grant();
        it.loop.pass(Duration.ofMinutes(6));
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "0-1.json.gz", FOLDER + "2-3.json.gz");
    }

    @Test
    void makesAnObjectForEachSourceAndHourOfARange() {
        it.assigned(0, "");
        it.give(0, "web", NINE);
        it.give(1, "web", NINE + 3_600_000);
        it.give(2, "audit", NINE);
        it.give(3, "web", NINE + 1);
        it.archive.drain();
        it.loop.run();
        assertThat(it.store.objects)
                .containsOnlyKeys(
                        "logs/audit/dt=2026-11-22/hour=09/logs.enriched.web-3-0-3.json.gz",
                        FOLDER + "0-3.json.gz",
                        "logs/web/dt=2026-11-22/hour=10/logs.enriched.web-3-0-3.json.gz");
        assertThat(it.store.objects.get(FOLDER + "0-3.json.gz")).containsExactly("{\"n\":0}", "{\"n\":3}");
    }

    @Test
    void writesRefusedRecordsBeforeTheRangeIsCommitted() {
        var written = new CompletableFuture<Void>();
        it.assigned(0, "");
        it.give(0);
        it.receiver().refuse(1, new Letter(written));
        it.archive.drain();
        it.loop.run();
        assertThat(it.group.granted).containsExactly("0 " + TestArchive.intent(1));
        written.complete(null);
        it.loop.run();
        assertThat(it.group.granted).endsWith("2");
        assertThat(it.recorded.events).contains("refused no_source");
    }

    @Test
    void storesNothingOfWhatItSkipsAndPassesIt() {
        it.assigned(0, "");
        it.receiver().skip(0);
        it.archive.drain();
        it.loop.run();
        assertThat(it.store.objects).isEmpty();
        assertThat(it.group.granted).endsWith("1");
    }

    @Test
    void repeatsAFailedUploadUntilItWorks() {
        it.store.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0);
        it.archive.drain();
        it.loop.run();
        for (int failures = 0; failures < 50; failures++) {
            var put = it.store.pending.removeFirst();
            put.answer().completeExceptionally(new IllegalStateException("503"));
            it.loop.pass(Duration.ofSeconds(1));
        }
        it.store.pending.removeFirst().answer().complete(ObjectStore.Outcome.EXISTED);
        it.loop.run();
        assertThat(it.group.granted).endsWith("1");
    }

    /** The bucket's own health says nothing of it, and neither does the object beside it. */
    @Test
    void tellsOfAnObjectThatIsRefusedUntilItIsTaken() {
        it.store.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0, "web", NINE);
        it.give(1, "audit", NINE);
        it.loop.pass(Duration.ofMinutes(6));
        it.store.pending.removeFirst().answer().completeExceptionally(new IllegalStateException("access denied"));
        it.store.pending.removeFirst().answer().complete(ObjectStore.Outcome.WRITTEN);
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.recorded.storeProblem).contains("access denied");

        it.store.pending.removeFirst().answer().complete(ObjectStore.Outcome.WRITTEN);
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.recorded.storeProblem).isEmpty();
    }

    @Test
    void forgetsARefusalWithThePartition() {
        it.store.answersAtOnce = false;
        it.assigned(0, "");
        it.give(0);
        it.loop.pass(Duration.ofMinutes(6));
        it.archive.revoked(TestArchive.PARTITION);
        it.store.pending.removeFirst().answer().completeExceptionally(new IllegalStateException("access denied"));
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.recorded.storeProblem).isEmpty();
    }

    /** Records before the cut are in the log still, and were received: only a new start reads them again. */
    @Test
    void endsWhereTheLogIsCutWithinTheOpenRange() {
        it.assigned(0, "");
        it.give(0, 1, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> it.give(1))
                .withMessageContaining("went back to 1, into the range that is open from 0 on");
        assertThat(it.store.objects).isEmpty();
    }

    @Test
    void dropsTheOpenRangeWhereTheLogIsCutBeforeIt() {
        it.assigned(0, "");
        it.give(0, 1);
        it.loop.pass(Duration.ofMinutes(6));
        it.give(2, 3);
        it.give(2);
        it.drain();
        assertThat(it.recorded.events).contains("went back from 3 to 2");
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "0-1.json.gz", FOLDER + "2-2.json.gz");
    }

    private record Letter(CompletableFuture<Void> written) implements Refused {

        @Override
        public String reason() {
            return "no_source";
        }

        @Override
        public long held() {
            return 10;
        }

        @Override
        public CompletionStage<Void> write() {
            return written;
        }
    }
}
