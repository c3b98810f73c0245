package io.logmesh.cli.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCollectorTest {

    private static final Container ROUTER = new Container("logmesh", "router-0", "router", "local", Map.of());

    @TempDir
    private Path folder;

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void sendsEachLineOfALogKeyedByItsStream() throws IOException {
        var log = folder.resolve("router.log");
        try (var collector = new DemoCollector(Map.of(log, ROUTER))) {
            collector.start(kafka);
            Files.writeString(log, "started\nready\n");
            await().until(() -> kafka.history().size() == 2);
        }

        assertThat(kafka.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topics.RAW);
            assertThat(new String(record.key(), UTF_8)).isEqualTo("logmesh/router-0/router/stdout");
        });
        assertThat(kafka.history())
                .extracting(record -> new String(record.value(), UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("{\"log\":\"started\","),
                        second -> assertThat(second).startsWith("{\"log\":\"ready\","));
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void canBeClosedBeforeItStarted() {
        new DemoCollector(Map.of(folder.resolve("router.log"), ROUTER)).close();

        assertThat(kafka.history()).isEmpty();
    }
}
