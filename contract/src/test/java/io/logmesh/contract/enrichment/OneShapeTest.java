package io.logmesh.contract.enrichment;

import static io.logmesh.contract.enrichment.Enrichments.enrich;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the collector: what is said of pods stands where the index, the archive and their readers look for it. */
class OneShapeTest {

    @Test
    void callsWhatVectorWritesByTheNamesOfAllRecords() {
        var vectors = """
                {"file":"/var/log/0.log","kubernetes":{"container_id":"containerd://df14","container_image":"shop/cart:1.4",\
                "container_name":"cart","node_labels":{"zone":"a","pod_labels":1},"pod_annotations":{"a":"b"},"pod_ip":"10.0.0.8",\
                "pod_labels":{"app":"cart"},"pod_name":"cart-7d4b9","pod_namespace":"shop","pod_node_name":"node-1",\
                "pod_uid":"c76927af"},"message":"added","source_type":"kubernetes_logs","stream":"stdout"}""";

        var record = enrich(vectors);

        assertThat(record).containsEntry("kubernetes", """
                {"container_id":"containerd://df14","container_image":"shop/cart:1.4",\
                "container_name":"cart","node_labels":{"zone":"a","pod_labels":1},"annotations":{"a":"b"},"pod_ip":"10.0.0.8",\
                "labels":{"app":"cart"},"pod_name":"cart-7d4b9","namespace_name":"shop","host":"node-1",\
                "pod_id":"c76927af"}""");
        assertThat(record)
                .containsEntry("file", "/var/log/0.log")
                .containsEntry("source_type", "kubernetes_logs")
                .containsEntry("message", "added");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"namespace_name\":\"shop\",\"pod_uid\":\"u\"}",
                "{\"host\":\"n\", \"labels\" : {\"pod_uid\":1}}",
                "{\"pod_id\":\"a\",\"pod_uid\":\"b\"}",
                "{}",
                "[1]",
                "17"
            })
    void leavesOtherObjectsAsTheyCame(String kubernetes) {
        assertThat(enrich("{\"log\":\"a\",\"kubernetes\":" + kubernetes + "}")).containsEntry("kubernetes", kubernetes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        "k8s.namespace.name":"n","k8s.pod.name":"p","k8s.pod.uid":"u","k8s.container.name":"c","k8s.node.name":"h" => {"namespace_name":"n","pod_name":"p","pod_id":"u","container_name":"c","host":"h"}
        "resource":{"k8s.namespace.name":"n","k8s.pod.label.a":"b","k8s.pod.labels.c":"d","k8s.pod.annotations.e":"f"} => {"namespace_name":"n","labels":{"a":"b","c":"d"},"annotations":{"e":"f"}}
        "attributes":{"k8s.pod.name":"p"},"resource":{"k8s.pod.name":"q","k8s.pod.label.\\u0061":"1","k8s.pod.labels.a":"2"} => {"pod_name":"p","labels":{"a":"1"}}
        "k8s.pod.name":17,"k8s.node.name":"h" => {"host":"h"}
        """)
    void gathersFlatAttributes(String members, String kubernetes) {
        assertThat(enrich("{\"log\":\"a\"," + members + "}")).containsEntry("kubernetes", kubernetes);
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(enrich("{\"log\":\"a\",\"k8s.cluster\":1,\"attributes\":{\"b\":1},\"resource\":[]}"))
                .doesNotContainKey("kubernetes");
    }
}
