package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        + "\"records_per_second\":412.000,\"total\":5120,\"lag\":7,\"rules\":null,\"refused\":null},")
                .contains(
                        "\"s3-archiver\":{\"state\":\"down\",\"records_per_second\":412.000,\"total\":5120,\"lag\":null,\"rules\":null,\"refused\":null}")
                .endsWith("\"latency_seconds\":{\"p50\":1.000,\"p99\":1.980},\"documents\":28020,\"objects\":42,"
                        + "\"archived_bytes\":3250586,\"dropped\":4,\"dead_letters\":8}");
    }

    @Test
    void showsEachLaneAndItsEnricher() {
        var lanes = new MeshReading(0, stages(5_120, List.of("slow"), Optional.empty()), Histogram.EMPTY, 0, 0, 0);

        assertThat(Panel.table(lanes, earlier))
                .contains("enricher-slow          0           5,120           7   ready")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void tellsOfALaneWithoutAnEnricher() {
        var stages = stages(5_120, List.of(), Optional.empty());
        stages.put(
                Stage.ofLane("slow"),
                new StageReading(StageReading.State.ABSENT, 0, 0, 0, OptionalLong.of(1_200), Optional.empty()));
        var absent = new MeshReading(0, stages, Histogram.EMPTY, 0, 0, 0);

        assertThat(absent.isReady()).isFalse();
        assertThat(String.join("\n", Panel.table(absent, earlier)))
                .contains("enricher-slow          0               0       1,200   no enricher")
                .endsWith("""
                        Lane slow has no enricher: 1,200 records wait in logs.routed.slow, until one
                            runs with LOGMESH_ENRICHER_LANE=slow; ./logmesh up starts one when it is
                            started anew""");
        assertThat(Panel.line(absent, earlier)).contains(" | Lane slow has no enricher: 1,200 records wait");
        assertThat(StatusJson.of(absent, earlier)).contains("\"enricher-slow\":{\"state\":\"no enricher\"");
    }

    @Test
    void tellsWhoRefusesAnEditAndWhatStaysInForce() {
        var rules = new RulesReading("0123456789ab", Optional.of("logmesh.yaml:3:12: unknown name 'nope'\nanother"));
        var refused = new MeshReading(0, stages(5_120, List.of("slow"), Optional.of(rules)), Histogram.EMPTY, 0, 0, 0);

        assertThat(Trouble.of(refused))
                .containsExactly("REFUSED by router, enricher, enricher-slow, es-indexer: logmesh.yaml:3:12: unknown"
                        + " name 'nope'; another (the rules 0123456789ab stay in force)");
        assertThat(Panel.table(refused, earlier))
                .anyMatch(line -> line.startsWith("REFUSED by router"))
                .allMatch(line -> line.length() <= 80);
        assertThat(StatusJson.of(refused, earlier))
                .contains(
                        "\"rules\":\"0123456789ab\",\"refused\":\"logmesh.yaml:3:12: unknown name 'nope'\\nanother\"");
    }

    private static MeshReading reading(long nanos, long records, Histogram latency) {
        return new MeshReading(nanos, stages(records, List.of(), Optional.empty()), latency, 28_020, 42, 3_250_586);
    }

    private static Map<Stage, StageReading> stages(long records, List<String> lanes, Optional<RulesReading> rules) {
        var stages = new HashMap<Stage, StageReading>();
        for (var stage : Stage.all(lanes)) {
            stages.put(stage, new StageReading(StageReading.State.READY, records, 1, 2, OptionalLong.of(7), rules));
        }
        stages.put(
                Stage.of(Service.S3_ARCHIVER),
                new StageReading(StageReading.State.DOWN, records, 1, 2, OptionalLong.empty(), Optional.empty()));
        return stages;
    }
}
