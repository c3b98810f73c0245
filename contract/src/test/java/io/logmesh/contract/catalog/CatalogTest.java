package io.logmesh.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.catalog.InvalidEntryException.Reason;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Owner.Match;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

    private final Catalog catalog = new Catalog(1 << 20);

    @Test
    void knowsNothingAtFirst() {
        assertThat(catalog.isEmpty()).isTrue();
        assertThat(catalog.of("shop", UID)).isEqualTo(Owner.MISSED);
        assertThat(catalog.of(null, null)).isEqualTo(Owner.NOT_ASKED);
    }

    @Test
    void findsANamespace() throws Exception {
        put("namespace/shop", "{\"team\":\"retail\"}");

        assertFound("shop", null, Match.NAMESPACE, "{\"team\":\"retail\"}");
        assertFound("shop", UID, Match.NAMESPACE, "{\"team\":\"retail\"}");
        assertThat(catalog.of("shop2", UID).match()).isEqualTo(Match.MISS);
    }

    @Test
    void letsAPodSayMoreThanItsNamespaceFieldByField() throws Exception {
        put("namespace/shop", "{\"team\":\"retail\",\"service\":\"shop\",\"labels\":{\"tier\":\"1\",\"cost\":\"7\"}}");
        put(
                "pod/" + UID,
                "{\"service\":\"cart\",\"zone\":\"eu-1a\",\"labels\":{\"tier\":\"2\"},\"by\":\"kubernetes\"}");

        assertFound(
                "shop",
                UID,
                Match.POD,
                "{\"team\":\"retail\",\"service\":\"cart\",\"zone\":\"eu-1a\",\"labels\":{\"cost\":\"7\",\"tier\":\"2\"}}");
        assertFound(null, UID, Match.POD, "{\"service\":\"cart\",\"zone\":\"eu-1a\",\"labels\":{\"tier\":\"2\"}}");
    }

    @Test
    void followsWhatChanges() throws Exception {
        put("namespace/shop", "{\"team\":\"a\"}");
        put("pod/" + UID, "{\"service\":\"s\"}");
        assertFound("shop", UID, Match.POD, "{\"team\":\"a\",\"service\":\"s\"}");

        put("namespace/shop", "{\"team\":\"b\"}");
        assertFound("shop", UID, Match.POD, "{\"team\":\"b\",\"service\":\"s\"}");

        put("namespace/shop", null);
        assertFound("shop", UID, Match.POD, "{\"service\":\"s\"}");

        put("pod/" + UID, null);
        assertThat(catalog.isEmpty()).isTrue();
        assertThat(catalog.held()).isZero();
    }

    @Test
    void keepsWhatItKnewUntilAllIsReadAnew() throws Exception {
        put("namespace/shop", "{\"team\":\"a\"}");
        put("namespace/bank", "{\"team\":\"b\"}");

        catalog.beginAnew();
        put("namespace/shop", "{\"team\":\"c\"}");
        assertFound("bank", null, Match.NAMESPACE, "{\"team\":\"b\"}");
        catalog.endAnew();

        assertFound("shop", null, Match.NAMESPACE, "{\"team\":\"c\"}");
        assertThat(catalog.of("bank", null).match()).isEqualTo(Match.MISS);
        put("namespace/shop", null);
        assertThat(catalog.held()).isZero();
        assertThat(catalog.isEmpty()).isTrue();
    }

    @Test
    void makesRoomByWhatHasNotComeAgain() throws Exception {
        var small = new Catalog(1500);
        for (int i = 0; i < 2; i++) {
            small.put(bytes("namespace/old" + i), bytes("{\"team\":\"t\"}"));
        }
        small.beginAnew();
        for (int i = 0; i < 2; i++) {
            small.put(bytes("namespace/new" + i), bytes("{\"team\":\"t\"}"));
        }
        small.endAnew();

        assertThat(small.size()).isEqualTo(2);
        assertThat(small.of("new1", null).match()).isEqualTo(Match.NAMESPACE);
    }

    @Test
    void writesAnOwnerOnce() throws Exception {
        put("namespace/shop", "{\"team\":\"a\"}");
        put("pod/" + UID, "{\"service\":\"s\"}");

        assertThat(catalog.of("shop", UID)).isSameAs(catalog.of("shop", UID));
        assertThat(catalog.of("shop", null)).isSameAs(catalog.of("shop", null));
    }

    @Test
    void saysNothingOfWhatSaysNothing() throws Exception {
        put("namespace/shop", "{}");

        assertFound("shop", null, Match.NAMESPACE, "");
    }

    @Test
    void refusesAndForgetsWhatStoodThereBefore() throws Exception {
        put("namespace/shop", "{\"team\":\"a\"}");

        assertThatThrownBy(() -> put("namespace/shop", "rubbish")).hasMessageContaining("no JSON object");

        assertThat(catalog.of("shop", null).match()).isEqualTo(Match.MISS);
        assertThat(catalog.held()).isZero();
    }

    @Test
    void refusesWhatIsBeyondItsBudgetAndKeepsTheRest() throws Exception {
        var small = new Catalog(2000);
        var refused = new ArrayList<Reason>();
        for (int i = 0; i < 100; i++) {
            try {
                small.put(bytes("namespace/n" + i), bytes("{\"team\":\"t\"}"));
            } catch (InvalidEntryException e) {
                refused.add(e.reason());
            }
        }

        assertThat(small.held()).isBetween(1000L, 2000L);
        assertThat(refused).hasSize(100 - small.size()).containsOnly(Reason.BUDGET);
        assertThat(small.of("n0", null).match()).isEqualTo(Match.NAMESPACE);

        small.put(bytes("namespace/n0"), null);
        small.put(bytes("namespace/new"), bytes("{\"team\":\"t\"}"));
        assertThat(small.of("new", null).match()).isEqualTo(Match.NAMESPACE);
    }

    private void put(String key, String value) throws InvalidEntryException {
        catalog.put(bytes(key), value == null ? null : bytes(value));
    }

    private void assertFound(String namespace, String uid, Match match, String json) {
        var owner = catalog.of(namespace, uid);
        assertThat(owner.match()).isEqualTo(match);
        assertThat(new String(owner.json(), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
