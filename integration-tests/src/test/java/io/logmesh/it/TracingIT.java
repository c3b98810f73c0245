package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A record whose collector traces it is one trace through all stages, whose services run with tracing on. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class TracingIT {

    @Test
    void aSampledRecordIsOneTraceThroughAllStages(LocalMesh mesh) throws Exception {
        var traced = send(mesh, "01");
        var notTraced = send(mesh, "00");

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        SharedMesh.SPANS.servicesOf(traced))
                .containsExactlyInAnyOrder(
                        "logmesh-router", "logmesh-enricher", "logmesh-s3-archiver", "logmesh-es-indexer"));
        assertThat(SharedMesh.SPANS.servicesOf(notTraced)).isEmpty();
    }

    @Test
    void aDeadLetterIsTracedAlthoughNobodySampledIt(LocalMesh mesh) throws Exception {
        var spam = "{\"log\":\"spam\",\"kubernetes\":{\"namespace_name\":\"unwanted\"}}";
        var trace = send(mesh, "00", spam);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        SharedMesh.SPANS.servicesOf(trace))
                .containsExactly("logmesh-enricher"));
    }

    private static String send(LocalMesh mesh, String flags) throws Exception {
        return send(mesh, flags, "{\"log\":\"hello\"}");
    }

    /** Sends a record in a trace of its own, and returns its id. */
    private static String send(LocalMesh mesh, String flags, String value) throws Exception {
        var id = new byte[16];
        RandomGenerator.getDefault().nextBytes(id);
        var trace = HexFormat.of().formatHex(id);
        var record = new ProducerRecord<byte[], byte[]>(Topics.RAW, value.getBytes(StandardCharsets.UTF_8));
        var context = "00-" + trace + "-00f067aa0ba902b7-" + flags;
        record.headers().add("traceparent", context.getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> settings =
                Map.of("bootstrap.servers", mesh.addresses().kafka());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
        return trace;
    }
}
