package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.FOLDER;
import static io.logmesh.archiver.archive.TestArchive.NINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.archive.ArchiveLayout;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reason to close a range. */
class RotationTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final TestArchive it = new TestArchive();

    @BeforeEach
    void assign() {
        it.assigned(0, "");
    }

    private void rotateBy(Rotation rotation) {
        it.plan = new Plan(it.plan.recipe(), rotation);
        it.assigned(0, "");
    }

    @Test
    void bySizeOfWhatIsCompressed() {
        rotateBy(Rotation.of(300_000, FIVE_MINUTES));
        for (int offset = 0; offset < 1200; offset++) {
            var noise = new byte[1000];
            new Random(offset).nextBytes(noise);
            it.receiver().add(offset, "web", NINE, NINE, null, noise);
            var _ = it.archive.room();
        }
        it.loop.run();
        assertThat(it.recorded.rotations).containsExactly(RotationReason.SIZE);
        assertThat(it.store.objects).hasSize(1);
    }

    @Test
    void bySizeOfWhatIsRefused() {
        rotateBy(Rotation.of(1000, FIVE_MINUTES));
        it.receiver().refuse(0, new Large());
        var _ = it.archive.room();
        assertThat(it.recorded.rotations).isEmpty();
        it.receiver().refuse(1, new Large());
        var _ = it.archive.room();
        it.loop.run();
        assertThat(it.recorded.rotations).containsExactly(RotationReason.SIZE);
    }

    private record Large() implements Refused {

        @Override
        public String reason() {
            return "no_source";
        }

        @Override
        public long held() {
            return 600;
        }

        @Override
        public CompletionStage<Void> write() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void byNumberOfRecords() {
        rotateBy(new Rotation(1 << 20, 2, FIVE_MINUTES, false, false));
        it.give(0, 1);
        var _ = it.archive.room();
        it.loop.run();
        assertThat(it.recorded.rotations).containsExactly(RotationReason.RECORDS);
    }

    @Test
    void byAge() {
        it.give(0);
        it.loop.pass(FIVE_MINUTES.plusSeconds(1));
        assertThat(it.recorded.rotations).containsExactly(RotationReason.AGE);
    }

    @Test
    void atFullMultiplesOnTheClock() {
        rotateBy(new Rotation(1 << 20, 100, FIVE_MINUTES, true, false));
        it.loop.pass(Duration.ofMinutes(4));
        it.give(0);
        it.loop.pass(Duration.ofSeconds(59));
        assertThat(it.recorded.rotations).isEmpty();
        it.loop.pass(Duration.ofSeconds(2));
        assertThat(it.recorded.rotations).containsExactly(RotationReason.AGE);
    }

    @Test
    void atTheFirstRecordOfALaterHourOnly() {
        rotateBy(new Rotation(1 << 20, 100, FIVE_MINUTES, false, true));
        it.give(0, "web", NINE);
        it.give(1, "web", NINE - 1);
        it.give(2, "web", NINE + 3_600_000);
        it.loop.run();
        assertThat(it.recorded.rotations).containsExactly(RotationReason.HOUR);
        assertThat(it.store.objects).containsKey(FOLDER + "0-1.json.gz").hasSize(2);
    }

    @Test
    void atShutdown() {
        it.give(0);
        it.drain();
        assertThat(it.recorded.rotations).containsExactly(RotationReason.SHUTDOWN);
    }

    @Test
    void followsANewConfigurationFromTheNextRangeOn() {
        it.give(0);
        var layout = ArchiveLayout.parse("{source}/{dt}/{namespace}");
        it.plan = new Plan(new Recipe("new", layout, it.plan.recipe().encoding()), it.plan.rotation());
        it.loop.pass(FIVE_MINUTES.plusSeconds(1));
        it.receiver().add(1, "web", NINE, NINE, "shop/pod-1/app/stdout".getBytes(UTF_8), "{}".getBytes(UTF_8));
        it.receiver().add(2, "web", NINE, NINE, "../pod-1/app/stdout".getBytes(UTF_8), "{}".getBytes(UTF_8));
        it.give(3);
        it.drain();
        assertThat(it.store.objects)
                .containsOnlyKeys(
                        FOLDER + "0-0.json.gz",
                        "new/web/2026-11-22/shop/logs.enriched.web-3-1-3.json.gz",
                        "new/web/2026-11-22/__/logs.enriched.web-3-1-3.json.gz",
                        "new/web/2026-11-22/none/logs.enriched.web-3-1-3.json.gz");
    }

    @Test
    void tellsHowFarThePartitionHasComeButBelievesNoStampOfTheFuture() {
        it.give(0, "web", NINE - 5);
        it.give(1, "web", NINE - 9);
        it.drain();
        assertThat(it.group.passed).isEqualTo(NINE - 5);
        it.give(2, "web", NINE + Duration.ofDays(400).toMillis());
        it.drain();
        assertThat(it.group.passed).isEqualTo(NINE);
    }
}
