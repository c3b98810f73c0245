package io.logmesh.enricher.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.contract.catalog.LabelledOwner;
import io.logmesh.contract.sources.CatalogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogKeeperTest {

    private static final String BY = ",\"by\":\"kubernetes\"}";
    private static final Map<String, String> SHOP = Map.of("team", "retail");
    private static final Map<String, String> CART = Map.of("app", "cart", "version", "1");

    private final CatalogOfOneProcess topic = new CatalogOfOneProcess(false);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean readable = true;
    private final CatalogKeeper keeper = keeper();

    private CatalogKeeper keeper() {
        return new CatalogKeeper(new LabelledOwner(CatalogSettings.DEFAULT), this::catalog, topic, () -> now);
    }

    private Catalog catalog() {
        if (!readable) {
            throw new IllegalStateException("the catalog can't be read");
        }
        return topic.catalog;
    }

    @Test
    void writesWhatIsThere() {
        keeper.node("n1", Map.of("topology.kubernetes.io/zone", "eu-1a"));
        keeper.namespace("shop", SHOP);
        keeper.namespace("bare", Map.of());
        keeper.pod("u-1", "n1", CART);

        assertThat(topic.written())
                .containsExactly(
                        "namespace/shop={\"team\":\"retail\"" + BY,
                        "pod/u-1={\"service\":\"cart\",\"version\":\"1\",\"zone\":\"eu-1a\"" + BY);
    }

    @Test
    void writesAgainOnlyWhatChanged() {
        keeper.pod("u-1", null, CART);
        keeper.pod("u-1", null, CART);
        keeper.pod("u-1", "n1", CART);
        ticks(3);
        assertThat(topic.written()).hasSize(1);

        keeper.node("n1", Map.of("topology.kubernetes.io/zone", "eu-1a"));
        keeper.node("n2", Map.of("topology.kubernetes.io/zone", "eu-1b"));
        keeper.node("n1", Map.of("topology.kubernetes.io/zone", "eu-1a"));

        assertThat(topic.written())
                .hasSize(2)
                .last()
                .isEqualTo("pod/u-1={\"service\":\"cart\",\"version\":\"1\",\"zone\":\"eu-1a\"" + BY);
    }

    @Test
    void writesBothOfTwoChangesBeforeTheFirstIsReadBack() {
        keeper.namespace("shop", SHOP);
        topic.readBack();
        keeper.namespace("shop", Map.of("team", "other"));
        keeper.namespace("shop", SHOP);
        topic.readBack();

        assertThat(topic.written()).hasSize(3).last().isEqualTo("namespace/shop={\"team\":\"retail\"" + BY);
    }

    @Test
    void takesNoMoreThanTheCatalogMay() {
        var node = "n".repeat(200);
        for (int i = 0; i < 5_000; i++) {
            keeper.pod("u-" + i, node, CART);
        }
        int taken = topic.written().size();
        assertThat(taken).isBetween(1_000, 4_000);
        topic.byHand("pod/another-leaders", "{\"service\":\"cart\"" + BY);
        now = now.plus(CatalogKeeper.GRACE.multipliedBy(2));
        ticks(2);
        assertThat(topic.written()).as("what is not seen need not have left").hasSize(taken);

        keeper.podLeft("u-0");
        keeper.pod("u-5000", node, CART);

        assertThat(topic.written()).last().asString().startsWith("pod/u-5000=");
    }

    @Test
    void takesOutWhatSaysNothingAnyMore() {
        keeper.namespace("shop", SHOP);
        keeper.namespace("shop", Map.of());

        assertThat(topic.written()).hasSize(2).last().isEqualTo("namespace/shop=");
    }

    @Test
    void keepsAnEntryForAWhileWhenItsPodHasGone() {
        keeper.pod("u-1", null, CART);
        topic.readBack();
        keeper.podLeft("u-1");
        for (var passed = Duration.ZERO; passed.compareTo(CatalogKeeper.GRACE) < 0; passed = passed.plusMinutes(1)) {
            tick();
            assertThat(topic.written()).hasSize(1);
            now = now.plus(Duration.ofMinutes(1));
        }

        ticks(3);
        assertThat(topic.written()).hasSize(2).last().isEqualTo("pod/u-1=");
        assertThat(topic.catalog.size()).isZero();
    }

    @Test
    void forgetsThatSomethingHadGoneWhenItIsThereAgain() {
        keeper.namespace("shop", SHOP);
        keeper.namespaceLeft("shop");
        keeper.namespace("shop", SHOP);
        now = now.plus(CatalogKeeper.GRACE.multipliedBy(2));
        ticks(3);

        assertThat(topic.written()).hasSize(1);
    }

    @Test
    void doesNotTakeForGoneWhatChangedWhileTheCatalogCouldNotBeRead() {
        keeper.pod("u-1", null, CART);
        topic.readBack();
        readable = false;
        assertThatThrownBy(() -> keeper.pod("u-1", "n1", CART)).hasMessage("the catalog can't be read");
        readable = true;
        ticks(1);
        now = now.plus(CatalogKeeper.GRACE.multipliedBy(2));
        ticks(3);

        assertThat(topic.written()).hasSize(1);
        assertThat(topic.catalog.size()).isEqualTo(1);
    }

    @Test
    void leavesAloneWhatAPersonWrote() {
        topic.byHand("namespace/shop", "{\"team\":\"mine\"}");
        topic.byHand("namespace/old", "{\"team\":\"mine\"}");

        keeper.namespace("shop", SHOP);
        keeper.namespaceLeft("shop");
        now = now.plus(CatalogKeeper.GRACE.multipliedBy(2));
        ticks(3);

        assertThat(topic.written()).isEmpty();
    }

    @Test
    void takesOverWhereAPersonTookTheEntryOut() {
        topic.byHand("namespace/shop", "{\"team\":\"mine\"}");
        keeper.namespace("shop", SHOP);
        topic.byHand("namespace/shop", null);
        ticks(3);

        assertThat(topic.written()).containsExactly("namespace/shop={\"team\":\"retail\"" + BY);
    }

    @Test
    void goesOnWhereAFormerLeaderStopped() {
        keeper.namespace("shop", SHOP);
        keeper.pod("u-1", null, CART);
        keeper.pod("u-2", null, CART);
        topic.readBack();

        var next = keeper();
        next.namespace("shop", SHOP);
        next.pod("u-1", null, CART);
        next.tick();
        assertThat(topic.written()).hasSize(3);

        now = now.plus(CatalogKeeper.GRACE);
        next.tick();
        assertThat(topic.written()).hasSize(4).last().isEqualTo("pod/u-2=");
    }

    @Test
    void putsRightWhatAnotherLeaderWroteLate() {
        keeper.namespace("shop", SHOP);
        topic.readBack();
        keeper.tick();
        topic.byHand("namespace/shop", "{\"team\":\"stale\",\"by\":\"kubernetes\"}");
        ticks(3);

        assertThat(topic.written()).hasSize(2);
        assertThat(topic.catalog
                        .entry(CatalogKey.namespace("shop"))
                        .orElseThrow()
                        .texts())
                .containsValue("retail");
    }

    /** Else the topic would grow by every entry at every tick. */
    @Test
    void writesOnceWhatTheCatalogHasNoRoomFor() {
        keeper.namespace("shop", SHOP);
        keeper.tick();
        keeper.tick();

        assertThat(topic.written()).hasSize(1);
    }

    private void ticks(int times) {
        for (int i = 0; i < times; i++) {
            tick();
        }
    }

    private void tick() {
        topic.readBack();
        keeper.tick();
        topic.readBack();
    }
}
