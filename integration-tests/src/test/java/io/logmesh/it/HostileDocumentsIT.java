package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What careless and malicious programs write: each such document can be found, in the index or among the dead letters. */
@ExtendWith(SharedIndexerMesh.class)
@ResourceLock(Halves.MESH)
class HostileDocumentsIT {

    private static final List<String> MISFITS = List.of(
            "{'message':{'an':'object'}}",
            "{'kubernetes':'no object'}",
            "{'kubernetes':{'pod_name':{'a':1},'host':'h'},'message':'type conflict'}",
            "{'fields':'no object'}",
            "{'fields':" + nested(60) + ",'message':'deep'}",
            "{'fields':{'" + "k".repeat(40_000) + "':'v'},'message':'a key of 40 KB'}",
            "{'':1,'message':'an empty key'}",
            "{'kubernetes':{'':1},'message':'an empty key inside'}",
            "{'source':['a',{'b':1}],'message':'an object in a list'}",
            "{'@timestamp':'no date','message':'a time that is none'}",
            "{'@timestamp':'9999999-01-01T00:00:00Z','message':'a time out of range'}");

    private static final List<String> FITTING = List.of(
            "{'fields':" + keys(10_000) + "}",
            keys(10_000),
            "{'level':'" + "x".repeat(40_000) + "','fields':{'f':'" + "y".repeat(40_000) + "'}}",
            "{'message':'" + "z".repeat(200_000) + "'}",
            "{'a.b':1,'a':{'b':2},'kubernetes':{'labels':{'app.kubernetes.io/name':'x','app':'y'}}}",
            "{'ingest_ts':'no date','number':1e999,'null':null}",
            "{'unknown':" + nested(100) + "}");

    private static final List<String> BROKEN =
            List.of("{'message':NaN}", "{'message':", "[]", "text", "{'message':'a','message':'b'}", "{} {}");

    @Test
    void eachIsIndexedRepairedOrADeadLetter(IndexerMesh mesh) throws Exception {
        mesh.makeTopic("hostile");
        var misfits = sendAll(mesh, 0, MISFITS);
        var fitting = sendAll(mesh, 100, FITTING);
        var broken = sendAll(mesh, 200, BROKEN);
        mesh.send("hostile", 1000, 50);

        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        mesh.indexed("hostile").size() + mesh.buried("hostile").size()
                                >= mesh.sent("hostile").size());

        var indexed = new HashSet<>(mesh.indexed("hostile"));
        var buried = mesh.buried("hostile");
        assertThat(buried.keySet()).containsExactlyInAnyOrderElementsOf(broken);
        assertThat(indexed)
                .containsAll(misfits)
                .containsAll(fitting)
                .hasSize(mesh.sent("hostile").size() - broken.size());
        assertThat(mesh.counted("logmesh_index_documents_total", "outcome=\"repaired\",source=\"hostile\""))
                .isEqualTo(misfits.size());
        // The text of one is longer than what is indexed of a text: it is kept, and not found by it.
        assertThat(withConflicts(mesh)).isEqualTo(misfits.size() - 1);
    }

    private static long withConflicts(IndexerMesh mesh) throws Exception {
        return mesh.elasticsearch(
                        "POST", "/logs-hostile-*/_count", "{\"query\":{\"exists\":{\"field\":\"conflicts\"}}}")
                .path("count")
                .asLong();
    }

    private static List<String> sendAll(IndexerMesh mesh, int first, List<String> documents) {
        return IntStream.range(0, documents.size())
                .mapToObj(i -> mesh.send("hostile", first + i, json(documents.get(i))))
                .toList();
    }

    /** With the time that every enriched record has, unless it is the time that is wrong. */
    private static String json(String document) {
        var timed = document.startsWith("{'") && !document.contains("@timestamp")
                ? "{'@timestamp':'2026-01-01T00:00:00.000Z'," + document.substring(1)
                : document;
        return timed.replace('\'', '"');
    }

    private static String nested(int depth) {
        return "{'a':".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'key" + i + "':" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
