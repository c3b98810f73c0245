package io.logmesh.archiver.archive;

import static io.logmesh.archiver.archive.TestArchive.FOLDER;
import static io.logmesh.archiver.archive.TestArchive.NINE;
import static io.logmesh.archiver.archive.TestArchive.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of ranges that an earlier owner declared. */
class RedoTest {

    private final TestArchive it = new TestArchive();

    @Test
    void redoesTheRangeOfAnIntentUnderItsOldPrefixAndGoesOn() {
        it.assigned(5, "logmesh-archive/1 7 json.gz old/place");
        it.give(5, 6, 7, 8);
        it.loop.run();
        it.archive.drain();
        it.loop.run();
        assertThat(it.store.objects)
                .containsOnlyKeys(
                        FOLDER + "8-8.json.gz", "old/place/web/dt=2026-11-22/hour=09/logs.enriched.web-3-5-7.json.gz");
        assertThat(it.group.granted)
                .containsExactly("8", "8 " + new Metadata.Intent(8, NINE, it.plan.recipe()).text(), "9");
    }

    @Test
    void doesNotRotateARangeThatMustBeRedoneBeforeItsEnd() {
        it.assigned(5, TestArchive.intent(7));
        it.give(5, 6);
        it.loop.pass(Duration.ofMinutes(20));
        assertThat(it.group.granted).isEmpty();
        var drained = it.archive.drain().toCompletableFuture();
        it.loop.run();
        assertThat(drained).isCompleted();
        assertThat(it.store.objects).isEmpty();
    }

    @Test
    void passesADeclaredRangeThatRetentionHasDeleted() {
        it.assigned(5, TestArchive.intent(7));
        it.give(20);
        it.archive.drain();
        it.loop.run();
        assertThat(it.recorded.events).contains("lost logs.enriched.web-3-5-7, found -1 to -1");
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "20-20.json.gz");
    }

    @Test
    void passesADeclaredRangeBehindWhichNothingIsLeft() {
        it.assigned(5, TestArchive.intent(7));
        it.group.positions.put(PARTITION, 30L);
        it.loop.pass(Duration.ofSeconds(3));
        assertThat(it.recorded.events).contains("lost logs.enriched.web-3-5-7, found -1 to -1");
        assertThat(it.group.granted).containsExactly("30");
    }

    @Test
    void archivesWhatRetentionLeftOfADeclaredRange() {
        it.assigned(5, TestArchive.intent(7));
        it.give(6, 7);
        it.loop.run();
        assertThat(it.recorded.events).contains("lost logs.enriched.web-3-5-7, found 6 to 7");
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "5-7.json.gz");
    }

    @Test
    void takesOffsetsWithoutRecordsForNoLoss() {
        it.assigned(5, TestArchive.intent(9));
        it.give(5, 9, 11);
        it.archive.drain();
        it.loop.run();
        assertThat(it.recorded.events).noneMatch(event -> event.startsWith("lost"));
    }

    @Test
    void redoesARangeInTheFormAndTheFoldersOfItsIntent() {
        var layout = ArchiveLayout.parse("{source}/{dt}");
        var recipe = new Recipe("old", layout, new Encoding(ArchiveFormat.JSON_ZSTD, 7));
        it.assigned(5, TestArchive.intent(7, recipe));
        it.give(5, 6, 7);
        it.loop.run();
        assertThat(it.store.objects).containsOnlyKeys("old/web/2026-11-22/logs.enriched.web-3-5-7.json.zst");
    }

    /** An object of an earlier topic of that name must neither be taken for this one nor be overwritten. */
    @Test
    void storesTheRecordsOfATopicMadeAnewBesideThoseOfTheOldOne() {
        it.store.expectsOtherContent = true;
        it.store.objects.put(FOLDER + "0-1.json.gz", List.of("of another topic"));
        it.assigned(0, "");
        it.give(0, 1);
        it.drain();
        assertThat(it.recorded.events).contains("taken " + FOLDER + "0-1.json.gz");
        assertThat(it.store.objects)
                .hasSize(2)
                .containsValues(List.of("of another topic"), List.of("{\"n\":0}", "{\"n\":1}"));
        assertThat(it.store.objects.keySet()).anyMatch(key -> key.matches(FOLDER + "0-1-[0-9a-f]{8}\\.json\\.gz"));
    }

    /** Else a range that was stored whole, and half of which has gone since, would be stored a second time in part. */
    @Test
    void leavesTheWholeObjectOfARangeOfWhichOnlyAPartIsLeft() {
        it.store.expectsOtherContent = true;
        it.store.objects.put(FOLDER + "5-7.json.gz", List.of("all three"));
        it.assigned(5, TestArchive.intent(7));
        it.give(6, 7);
        it.loop.run();
        assertThat(it.store.objects).containsOnlyKeys(FOLDER + "5-7.json.gz");
        assertThat(it.group.granted).containsExactly("8");
    }
}
