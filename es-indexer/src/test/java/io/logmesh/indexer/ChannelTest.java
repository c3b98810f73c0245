package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.Topics;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pins the settings of the channel on which delivery depends. */
class ChannelTest {

    private final Properties properties = new Properties();

    @BeforeEach
    void load() throws IOException {
        try (var file = Indexer.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        }
    }

    @Test
    void subscribesToAllEnrichedTopics() {
        assertThat(channel("topic")).isEqualTo(Topics.ENRICHED.pattern());
        assertThat(channel("pattern")).isEqualTo("true");
    }

    @Test
    void readsWhatIsCommittedOnlyAndCommitsOnlyHere() {
        assertThat(channel("isolation.level")).isEqualTo("read_committed");
        assertThat(channel("enable.auto.commit")).isEqualTo("false");
        assertThat(channel("commit-strategy")).isEqualTo("ignore");
        assertThat(channel("auto.offset.reset")).isEqualTo("earliest");
    }

    @Test
    void findsTheRebalanceListenerByItsGroup() {
        assertThat(channel("group.id")).isEqualTo(OffsetCommits.GROUP);
    }

    private String channel(String setting) {
        return properties.getProperty("mp.messaging.incoming.enriched." + setting);
    }
}
