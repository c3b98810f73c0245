package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whatever Elasticsearch and the wire do: each record is indexed once, or a dead letter; and nothing waits for others. */
@ExtendWith(SharedIndexerMesh.class)
@ResourceLock(Halves.MESH)
class IndexerFaultsIT {

    private static final int RECORDS = 3_000;
    private static IndexerMesh mesh;

    @BeforeAll
    static void start(IndexerMesh shared) {
        mesh = shared;
    }

    @AfterEach
    void pass() {
        mesh.proxy().pass();
    }

    @Test
    void nothingIsLostWhileElasticsearchIsKilledUnderLoadAndStaysAway() throws Exception {
        mesh.makeTopic("killed");
        mesh.send("killed", 0, RECORDS);
        await().until(() -> !mesh.indexed("killed").isEmpty());
        mesh.killElasticsearch();
        mesh.send("killed", RECORDS, RECORDS);
        await().until(() -> mesh.readiness() == 503);
        await().pollDelay(20, TimeUnit.SECONDS).until(() -> true); // it has to stay away for a while
        assertThat(mesh.isAlive()).isTrue();

        mesh.startElasticsearch();

        assertAllIndexedOnce("killed");
        await().until(() -> mesh.readiness() == 200);
    }

    @Test
    void nothingIsLostOrDoubledWhereTheIndexerIsKilled() throws Exception {
        mesh.makeTopic("restarted");
        mesh.proxy().spoil(FaultProxy.delaying(Duration.ofMillis(100)));
        mesh.send("restarted", 0, RECORDS);
        await().until(() -> mesh.proxy().spoiled() > 2);

        mesh.killIndexer();

        assertAllIndexedOnce("restarted");
    }

    @Test
    void answersThatAreLostBehindTheWorkDoNoHarm() throws Exception {
        mesh.makeTopic("unheard");
        mesh.proxy().spoil(FaultProxy.losingAnswers());
        mesh.send("unheard", 0, RECORDS);
        await().until(() -> mesh.proxy().spoiled() > 3);

        mesh.proxy().pass();

        assertAllIndexedOnce("unheard");
        assertThat(mesh.counted("logmesh_index_documents_total", "existed")).isPositive();
    }

    @Test
    void aStormOfRejectionsPassesAndLowersTheNumberOfRequests() throws Exception {
        mesh.makeTopic("rejected");
        mesh.proxy().spoil(FaultProxy.rejecting());
        mesh.send("rejected", 0, RECORDS);
        await().until(() -> mesh.proxy().spoiled() > 8);
        assertThat(mesh.counted("logmesh_index_in_flight_limit", "")).isEqualTo(1);
        assertThat(mesh.counted("logmesh_index_pushed_back_total", "")).isPositive();

        mesh.proxy().pass();

        assertAllIndexedOnce("rejected");
    }

    @Test
    void refusedRequestsAreNoRefusedDocuments() throws Exception {
        mesh.makeTopic("refused");
        mesh.proxy().spoil(FaultProxy.answering(429));
        mesh.send("refused", 0, RECORDS);
        await().until(() -> mesh.proxy().spoiled() > 2);
        mesh.proxy().spoil(FaultProxy.answering(503));
        await().until(() -> mesh.proxy().spoiled() > 1);

        mesh.proxy().pass();

        assertAllIndexedOnce("refused");
    }

    @Test
    void slowAnswersAreWaitedForAndNotTakenForFailures() throws Exception {
        mesh.makeTopic("slow");
        double retried = mesh.counted("logmesh_index_retries_total", "");
        mesh.proxy().spoil(FaultProxy.delaying(Duration.ofSeconds(1)));
        mesh.send("slow", 0, RECORDS);

        assertAllIndexedOnce("slow");

        assertThat(mesh.proxy().spoiled()).isLessThan(100);
        assertThat(mesh.counted("logmesh_index_retries_total", "")).isEqualTo(retried);
    }

    @Test
    void ofABulkThatFailsByHalfOnlyTheFailedHalfIsSentAgain() throws Exception {
        mesh.makeTopic("half");
        double existed = mesh.counted("logmesh_index_documents_total", "existed");
        mesh.proxy().spoil(FaultProxy.halfFailing());
        mesh.send("half", 0, RECORDS);
        await().until(() -> mesh.proxy().spoiled() > 8);

        mesh.proxy().pass();

        assertAllIndexedOnce("half");
        assertThat(mesh.counted("logmesh_index_documents_total", "existed")).isEqualTo(existed);
    }

    @Test
    void aDocumentThatAlwaysFailsIsGivenUpAndHoldsUpNobody() throws Exception {
        mesh.makeTopic("spoilt");
        mesh.proxy().spoil(FaultProxy.failingAt("poison"));
        mesh.send("spoilt", 0, 10);
        var poison = mesh.send("spoilt", 10, "{\"message\":\"poison\"}");
        mesh.send("spoilt", 11, 10);
        await().until(() -> mesh.indexed("spoilt").size() == 20);
        assertThat(mesh.buried("spoilt")).isEmpty();

        // Others have to be taken meanwhile: where nothing is, a failure tells nothing about the document.
        for (int i = 21; mesh.buried("spoilt").isEmpty() && i < 1000; i++) {
            mesh.send("spoilt", i, 1);
            await().pollDelay(200, TimeUnit.MILLISECONDS).until(() -> true);
        }

        assertThat(mesh.buried("spoilt")).isEqualTo(Map.of(poison, "exception"));
        var expected = mesh.sent("spoilt");
        expected.remove(poison);
        await().untilAsserted(() -> assertThat(mesh.indexed("spoilt")).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void anIndexThatIsReadOnlyDelaysItsOwnSourceOnly() throws Exception {
        mesh.makeTopic("flooded");
        mesh.makeTopic("dry");
        mesh.send("flooded", 0, 10);
        await().until(() -> mesh.indexed("flooded").size() == 10);
        block("true");

        mesh.send("flooded", 10, RECORDS);
        mesh.send("dry", 0, RECORDS);

        assertAllIndexedOnce("dry");
        assertThat(mesh.indexed("flooded")).hasSize(10);
        block("null");
        assertAllIndexedOnce("flooded");
    }

    @Test
    void anIndexThatIsDeletedIsMadeAgainAsItWas() throws Exception {
        mesh.makeTopic("deleted");
        mesh.send("deleted", 0, 10);
        await().until(() -> mesh.indexed("deleted").size() == 10);
        var before = mesh.elasticsearch("GET", "/logs-deleted-*/_mapping", "");

        mesh.elasticsearch("DELETE", "/" + before.fieldNames().next(), "");
        mesh.send("deleted", 10, 10);

        await().until(() -> mesh.indexed("deleted").size() == 10);
        assertThat(mesh.elasticsearch("GET", "/logs-deleted-*/_mapping", "")).isEqualTo(before);
    }

    /** Elasticsearch itself lifts the block of a flood, at any time, where a disk has room; this one it leaves. */
    private static void block(String value) throws Exception {
        mesh.elasticsearch("PUT", "/logs-flooded-20*/_settings", "{\"index.blocks.read_only\":" + value + "}");
    }

    private static void assertAllIndexedOnce(String source) {
        await().untilAsserted(
                        () -> assertThat(mesh.indexed(source)).containsExactlyInAnyOrderElementsOf(mesh.sent(source)));
        assertThat(mesh.buried(source)).isEmpty();
    }
}
