package io.logmesh.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedIndexIdTest {

    private static final String ID = RecordId.of(1_795_305_600_000L, "logs.raw", 0, 7);

    @Test
    void tellsARecordFromItsCopy() {
        assertThat(of(ID, "web")).isEqualTo(ID + ":web").isNotEqualTo(of(ID, "audit"));
    }

    @Test
    void givesTheRecordsIdBack() {
        assertThat(SharedIndexId.recordId(of(ID, "web"), "web")).isEqualTo(ID);
        assertThat(SharedIndexId.recordId(of(RecordId.marker(ID), "a"), "a")).isEqualTo(RecordId.marker(ID));
    }

    @Test
    void leavesAnIdOfAnIndexOfOneSource() {
        assertThat(SharedIndexId.recordId(ID, "web")).isEqualTo(ID);
    }

    private static String of(String id, String source) {
        return new String(SharedIndexId.of(id.getBytes(US_ASCII), source), US_ASCII);
    }
}
