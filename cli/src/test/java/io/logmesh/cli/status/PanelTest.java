package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PanelTest {

    private static final long SECOND = 1_000_000_000;

    private final MeshReading earlier = reading(0, 1_000, Histogram.EMPTY);
    private final MeshReading now = reading(
            10 * SECOND,
            5_120,
            new Histogram(new TreeMap<>(Map.of(1.0, 50.0, 2.0, 100.0, Double.POSITIVE_INFINITY, 100.0))));

    @Test
    void showsEveryStageAndTheMesh() {
        assertThat(String.join("\n", Panel.table(now, earlier))).isEqualTo("""
                        stage          records/s     since start         lag   state
                        router               412           5,120           7   ready
                        enricher             412           5,120           7   ready
                        s3-archiver          412           5,120           ?   down
                        es-indexer           412           5,120           7   ready

                        ingest to searchable   p50 1.0 s, p99 2.0 s since start
                        since start            28,020 documents indexed
                                               42 objects archived, 3.1 MiB
                                               4 records dropped by rules, 8 dead letters""");
    }

    @Test
    void saysTheSameInALine() {
        assertThat(Panel.line(now, earlier))
                .isEqualTo("router 412/s lag 7, enricher 412/s lag 7, s3-archiver 412/s lag ?, es-indexer 412/s lag 7"
                        + " | p50 1.0 s p99 2.0 s | since start 28,020 docs, 42 objects 3.1 MiB, 8 dead");
    }

    @Test
    void showsWhatIsNotKnownYet() {
        assertThat(Panel.table(earlier, earlier))
                .contains("ingest to searchable   p50 -, p99 - since start")
                .contains("router                 0           1,000           7   ready");
    }

    @Test
    void saysWhichTimeTheLatencyIsOf() {
        assertThat(Panel.table(reading(18 * SECOND, 5_120, Histogram.EMPTY), now))
                .contains("ingest to searchable   p50 -, p99 - in the last 8s");
    }

    @Test
    void showsNoNegativeRateOfARestartedService() {
        assertThat(Panel.table(reading(11 * SECOND, 5, Histogram.EMPTY), now).get(1))
                .isEqualTo("router                 0               5           7   ready");
    }

    @Test
    void isOneObjectForMachines() {
        assertThat(StatusJson.of(now, earlier))
                .startsWith("{\"running\":true,\"ready\":false,\"stages\":{\"router\":{\"state\":\"ready\","
                        + "\"records_per_second\":412.000,\"total\":5120,\"lag\":7},")
                .contains(
                        "\"s3-archiver\":{\"state\":\"down\",\"records_per_second\":412.000,\"total\":5120,\"lag\":null}")
                .endsWith("\"latency_seconds\":{\"p50\":1.000,\"p99\":1.980},\"documents\":28020,\"objects\":42,"
                        + "\"archived_bytes\":3250586,\"dropped\":4,\"dead_letters\":8}");
    }

    private static MeshReading reading(long nanos, long records, Histogram latency) {
        var stages = new EnumMap<Service, StageReading>(Service.class);
        for (var service : Service.values()) {
            stages.put(service, new StageReading(StageReading.State.READY, records, 1, 2, OptionalLong.of(7)));
        }
        stages.put(Service.S3_ARCHIVER, new StageReading(StageReading.State.DOWN, records, 1, 2, OptionalLong.empty()));
        return new MeshReading(nanos, stages, latency, 28_020, 42, 3_250_586);
    }
}
