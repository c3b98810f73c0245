package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void fixedPortsAreThoseOfTheDocumentation() {
        assertThat(Ports.fixed(0).byName())
                .containsExactly(
                        Map.entry("kafka", 9092),
                        Map.entry("kafka controller", 9093),
                        Map.entry("elasticsearch", 9200),
                        Map.entry("elasticsearch transport", 9300),
                        Map.entry("s3", 9000),
                        Map.entry("router", 8081),
                        Map.entry("enricher", 8082),
                        Map.entry("s3-archiver", 8083),
                        Map.entry("es-indexer", 8084));
    }

    @Test
    void eachLaneHasAPortBehindThoseOfTheServices() {
        assertThat(Ports.fixed(0)
                        .withLanes(new TreeSet<>(Set.of("slow", "busy")))
                        .byName())
                .containsEntry("enricher", 8082)
                .containsEntry("enricher-busy", 8085)
                .containsEntry("enricher-slow", 8086)
                .hasSize(11);
    }

    @Test
    void offsetShiftsEachPort() {
        var plain = Ports.fixed(0).byName();

        Ports.fixed(1000).byName().forEach((name, port) -> assertThat(port).isEqualTo(plain.get(name) + 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {-8081, 56_236, 100_000})
    void offsetBeyondTheRangeOfPortsIsRefused(int offset) {
        assertThatThrownBy(() -> Ports.fixed(offset))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining(Integer.toString(offset));
    }

    @Test
    void freePortsAreDistinctAndNobodyListensOnThem() {
        var ports = Ports.free();

        assertThat(ports.byName().values()).doesNotHaveDuplicates();
        assertThat(ports.taken()).isEmpty();
    }

    @Test
    void portThatSomebodyListensOnIsNamed() throws IOException {
        var ports = Ports.free();
        try (var _ = new ServerSocket(ports.s3(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(ports.taken()).containsExactly(Map.entry("s3", ports.s3()));
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("s3=" + ports.s3());
        }
    }
}
