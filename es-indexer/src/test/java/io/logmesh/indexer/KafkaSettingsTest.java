package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.PolledOffsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the settings of the consumer on which delivery depends, whatever else is set. */
class KafkaSettingsTest {

    private final PolledOffsets polled = new PolledOffsets();

    @Test
    void readsWhatIsCommittedOnlyAndCommitsOnlyHere() {
        var given = Map.<String, Object>of(
                "isolation.level", "read_uncommitted", "enable.auto.commit", true, "auto.offset.reset", "latest");

        assertThat(consumer(given))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry(PolledOffsets.CONFIG, polled);
    }

    @Test
    void takesWhatIsGivenForAllClients() {
        var given = Map.<String, Object>of(
                "security.protocol", "SASL_SSL", "client.rack", "eu-1a", "session.timeout.ms", "45000", "acks", "1");

        assertThat(consumer(given))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("client.rack", "eu-1a")
                .containsEntry("group.id", "indexers")
                .containsEntry("client.id", "indexers")
                .containsEntry("session.timeout.ms", "45000")
                .doesNotContainKey("acks");
    }

    private Map<String, Object> consumer(Map<String, Object> given) {
        var all = new HashMap<>(given);
        all.put("group.id", "indexers");
        return new KafkaSettings(all).ofConsumer(polled);
    }
}
