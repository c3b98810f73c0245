package io.logmesh.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Sources;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelledOwnerTest {

    @Test
    void takesTheUsualLabels() {
        var owner = new LabelledOwner(Sources.none().catalog());

        var entry = owner.entry(Map.of("app", "cart", "k8s-app", "x", "owner", "retail", "version", "2"), "eu-1a");

        assertThat(entry.texts())
                .isEqualTo(Map.of(
                        OwnerField.TEAM, "retail",
                        OwnerField.SERVICE, "cart",
                        OwnerField.VERSION, "2",
                        OwnerField.ZONE, "eu-1a"));
        assertThat(entry.labels()).isEmpty();
        assertThat(entry.watched()).isTrue();
        assertThat(owner.entry(Map.of("tier", "1"), null).isEmpty()).isTrue();
    }

    @Test
    void takesThoseThatTheFileNames() throws Exception {
        var yaml = "catalog: {watch: kubernetes, team: [example.com/team, squad], labels: [tier, none]}";
        var owner = new LabelledOwner(Sources.parse("f", yaml).catalog());

        var entry = owner.entry(Map.of("squad", "s", "team", "t", "example.com/team", "", "tier", "1"), null);

        assertThat(entry.texts()).isEqualTo(Map.of(OwnerField.TEAM, "s"));
        assertThat(entry.labels()).isEqualTo(Map.of("tier", "1"));
    }

    /** Services that are told of a change by the hash must be told of this one. */
    @Test
    void isPartOfTheRules() throws Exception {
        var none = Sources.parse("f", "sources: {}").hash();

        assertThat(Sources.parse("f", "catalog: {}").hash()).isEqualTo(none);
        assertThat(Sources.parse("f", "catalog: {watch: kubernetes}").hash()).isNotEqualTo(none);
    }
}
