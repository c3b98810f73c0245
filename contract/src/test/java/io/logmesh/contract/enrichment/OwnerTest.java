package io.logmesh.contract.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.enrichment.Owner.Match;
import io.logmesh.contract.sources.Treatment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private static final String OWNER = "{\"team\":\"retail\"}";

    /** Knows one pod of one namespace, and nobody else. */
    private static final Owners ONE_POD = new Owners() {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public Owner of(String namespace, String podUid) {
            if (namespace == null && podUid == null) {
                return Owner.NOT_ASKED;
            }
            return "shop".equals(namespace) && "u-1".equals(podUid)
                    ? new Owner(Match.POD, OWNER.getBytes(StandardCharsets.UTF_8))
                    : Owner.MISSED;
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"x\",\"kubernetes\":{\"labels\":{\"pod_id\":\"z\"},\"namespace_name\":\"shop\",\"pod_id\":\"u-1\"}}",
                "{\"message\":\"x\",\"kubernetes\":{\"pod_namespace\":\"shop\",\"pod_uid\":\"u-\\u0031\"}}",
                "{\"body\":\"x\",\"k8s.namespace.name\":\"shop\",\"k8s.pod.uid\":\"u-1\"}",
                "{\"log\":\"x\",\"attributes\":{\"k8s.namespace.name\":\"shop\",\"k8s.pod.uid\":\"u-1\"}}",
                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"shop\"},\"resource\":{\"k8s.pod.uid\":\"u-1\"}}",
                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_id\":7,\"pod_uid\":\"u-1\"}}",
            })
    void isFoundWhereTheCollectorsTellOfThePod(String record) {
        var enriched = enrich(record, ONE_POD);

        assertThat(enriched.owner()).isEqualTo(Match.POD);
        assertThat(members(enriched)).containsEntry("owner", OWNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"other\",\"pod_id\":\"u-1\"}}",
                "{\"log\":\"x\",\"kubernetes\":{\"pod_id\":\"u-1\"}}",
            })
    void isMissedWhereNothingIsKnown(String record) {
        var enriched = enrich(record, ONE_POD);

        assertThat(enriched.owner()).isEqualTo(Match.MISS);
        assertThat(members(enriched)).doesNotContainKey("owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"x\"}",
                "rubbish",
                "{\"log\":\"x\",\"kubernetes\":\"shop\"}",
                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":null,\"pod_id\":[\"u-1\"]}}",
            })
    void isNotAskedForWhereTheRecordTellsOfNoPod(String record) {
        var enriched = enrich(record, ONE_POD);

        assertThat(enriched.owner()).isEqualTo(Match.NOT_ASKED);
        assertThat(members(enriched)).doesNotContainKey("owner");
    }

    @Test
    void isNotAskedForWithoutACatalog() {
        var enriched =
                enrich("{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_id\":\"u-1\"}}", Owners.NONE);

        assertThat(enriched.owner()).isEqualTo(Match.NOT_ASKED);
    }

    @Test
    void neverMixesWithTheCollectorsMemberOfThatName() {
        var record = "{\"log\":\"x\",\"owner\":\"root\",\"kubernetes\":{\"namespace_name\":\"%s\",\"pod_id\":\"u-1\"}}";

        assertThat(members(enrich(record.formatted("shop"), ONE_POD)))
                .containsEntry("owner", OWNER)
                .containsEntry("fields", "{\"owner\":\"root\"}");
        assertThat(members(enrich(record.formatted("other"), ONE_POD)))
                .doesNotContainKey("owner")
                .containsEntry("fields", "{\"owner\":\"root\"}");
    }

    private static Enriched enrich(String record, Owners owners) {
        var enrichment = new Enrichment();
        enrichment.read(record.getBytes(StandardCharsets.UTF_8));
        return enrichment.enrich(Enrichments.ORIGIN, Treatment.DEFAULT, owners);
    }

    private static Map<String, String> members(Enriched enriched) {
        return Enrichments.members(enriched.value());
    }
}
