package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Each record is in the index that its source asks for, also when it asks for another. */
@ExtendWith(SharedIndexerMesh.class)
@ResourceLock(Halves.MESH)
class IndexPlanIT {

    @AfterEach
    void bringRulesBack(IndexerMesh mesh) throws IOException {
        mesh.resetRules();
    }

    @Test
    void templatesSayWhatTheSourcesAskFor(IndexerMesh mesh) throws Exception {
        for (var source : new String[] {"archived", "small-1", "streaming"}) {
            mesh.makeTopic(source);
            mesh.send(source, 0, 5);
        }

        await().until(() -> mesh.indexed("_shared").containsAll(mesh.sent("small-1")));
        await().until(() -> mesh.elasticsearch("GET", "/logs-streaming-logmesh/_count", "")
                        .path("count")
                        .asInt()
                == 5);
        await().until(() -> mesh.counted("logmesh_index_skipped_total", "archived") == 5);
        assertThat(mesh.indexed("archived")).isEmpty();
        var stream = mesh.elasticsearch("GET", "/logs-streaming-logmesh/_settings", "");
        assertThat(stream.findValue("number_of_shards").asText()).isEqualTo("2");
        assertThat(stream.findValue("refresh_interval").asText()).isEqualTo("2000ms");
        assertThat(stream.fieldNames().next()).startsWith(".ds-logs-streaming-logmesh-");
    }

    @Test
    void aRecordAndItsCopyStandBothInTheIndexThatTheirSourcesShare(IndexerMesh mesh) throws Exception {
        for (var source : new String[] {"small-2", "small-3"}) {
            mesh.makeTopic(source);
            mesh.send(source, "of-both", "{\"source\":\"" + source + "\"}", System.currentTimeMillis());
        }

        await().untilAsserted(() -> assertThat(mesh.indexed("_shared").stream().filter("of-both"::equals))
                .hasSize(2));
    }

    @Test
    void anIndexWhoseTimeIsOverIsDeletedWhereTheClusterHasNoLifecycles(IndexerMesh mesh) throws Exception {
        mesh.makeTopic("brief");
        long monthAgo = System.currentTimeMillis() - Duration.ofDays(30).toMillis();
        mesh.send("brief", 0, "{}", monthAgo);
        mesh.send("brief", 1, "{}", System.currentTimeMillis());
        await().until(() -> mesh.indexed("brief").size() == 2);

        mesh.killIndexer(); // it looks when it starts, and then every ten minutes

        await().untilAsserted(() -> assertThat(mesh.indexed("brief")).containsExactly("brief-1"));
    }

    @Test
    void changedRulesTakeEffectOnceElasticsearchIsPreparedForThem(IndexerMesh mesh) throws Exception {
        mesh.makeTopic("changing");
        mesh.send("changing", 0, 5);
        await().until(() -> mesh.indexed("changing").size() == 5);

        mesh.appendRules("  changing: {match: 'true', index: {into: stream, shards: 3}}\n");
        await().until(() -> mesh.counted("logmesh_rules_reloaded_total", "") >= 1);
        mesh.send("changing", 5, 5);

        await().until(() -> mesh.elasticsearch("GET", "/logs-changing-logmesh/_count", "")
                        .path("count")
                        .asInt()
                == 5);
        var stream = mesh.elasticsearch("GET", "/logs-changing-logmesh/_settings", "");
        assertThat(stream.findValue("number_of_shards").asText()).isEqualTo("3");

        mesh.appendRules("  broken: [\n");
        await().until(() -> mesh.counted("logmesh_rules_broken", "") == 1);
        assertThat(mesh.readiness()).isEqualTo(200);
        mesh.resetRules();
        await().until(() -> mesh.counted("logmesh_rules_broken", "") == 0);
    }

    @Test
    void aSourceThatHasGrownGetsAnIndexOfItsOwnOnTheNextDay(IndexerMesh mesh) throws Exception {
        mesh.makeTopic("grown");
        mesh.makeTopic("tiny");
        long yesterday = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
        for (int i = 0; i < 500; i++) {
            mesh.send("grown", i, "{\"source\":\"grown\",\"message\":\"line " + i + "\"}", yesterday);
        }
        mesh.send("tiny", 0, "{\"source\":\"tiny\",\"message\":\"a line\"}", yesterday);
        await().until(() -> mesh.indexed("_shared").containsAll(mesh.sent("grown")));
        await().until(() -> mesh.indexed("_shared").contains("tiny-0"));

        mesh.send("grown", 500, 1);
        mesh.send("tiny", 1, 1);

        await().until(() -> mesh.indexed("grown").equals(List.of("grown-500")));
        await().until(() -> mesh.indexed("_shared").contains("tiny-1"));
        assertThat(mesh.indexed("tiny")).isEmpty();
    }
}
