package io.logmesh.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.MeshOptions;
import io.logmesh.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    private Path folder;

    @Test
    void namesThePortInUseAndTheRemedy() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Preflight.problems(options(kafkaAt(other.getLocalPort()))))
                    .contains("port " + other.getLocalPort() + " (kafka) is in use: stop what listens there,"
                            + " or shift all ports, such as with --port-shift 1000");
        }
    }

    @Test
    void namesThePlaceInABrokenSourcesFile() throws IOException {
        var file =
                Files.writeString(folder.resolve("logmesh.yaml"), "sources:\n  payments:\n    match: k8s.nope == 1\n");

        assertThat(Preflight.sources(file))
                .singleElement()
                .asString()
                .startsWith(file + ":3:")
                .contains("nope");
    }

    @Test
    void acceptsLanesAndLooksForThePortsOfTheirEnrichers() throws IOException {
        var file = Files.writeString(
                folder.resolve("logmesh.yaml"),
                "sources:\n  shop: {match: 'true', copy: true, lane: slow}\n  till: {match: 'true', lane: busy}\n");
        var options = options(Ports.free()).withSourcesFile(file);

        assertThat(Preflight.sources(file)).isEmpty();
        try (var _ = new ServerSocket(options.ports().firstLane() + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Preflight.problems(options))
                    .anyMatch(problem -> problem.startsWith(
                            "port " + (options.ports().firstLane() + 1) + " (enricher-slow) is in use"));
        }
    }

    @Test
    void namesAMissingSourcesFile() {
        assertThat(Preflight.sources(folder.resolve("gone.yaml")))
                .containsExactly(folder.resolve("gone.yaml") + ": there is no such file");
    }

    @Test
    void acceptsTheSourcesFileThatIsShipped() {
        assertThat(Preflight.sources(Path.of("..", "config", "logmesh.yaml"))).isEmpty();
    }

    @Test
    void wantsEnoughMemoryAndDisk() {
        assertThat(Preflight.memory(Preflight.MEMORY, 0)).isEmpty();
        assertThat(Preflight.memory(Preflight.MEMORY, 1))
                .get()
                .asString()
                .contains("with an enricher for each of its lanes");
        assertThat(Preflight.memory(1L << 30, 0)).get().asString().startsWith("only 1.0 GiB of memory are available");
        assertThat(Preflight.disk(folder, Preflight.DISK)).isEmpty();
        assertThat(Preflight.disk(folder, 5 << 20)).get().asString().contains("5.0 MiB", folder.toString());
    }

    @Test
    void wantsAJavaThatRunsTheServices() {
        assertThat(Preflight.jdk(25)).isEmpty();
        assertThat(Preflight.jdk(21)).get().asString().contains("Java 21", "install a JDK 25");
    }

    @Test
    void readsWhatLinuxCouldGive() {
        assertThat(Preflight.available("MemTotal:  100 kB\nMemFree: 1 kB\nMemAvailable:    50 kB\n", 7))
                .isEqualTo(51_200);
        assertThat(Preflight.available("something else", 7)).isEqualTo(7);
    }

    @Test
    void changesNothing() throws IOException {
        Preflight.problems(options(Ports.free()));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private MeshOptions options(Ports ports) {
        return MeshOptions.ofProject(folder).withPorts(ports);
    }

    private static Ports kafkaAt(int port) {
        var free = Ports.free();
        return new Ports(
                port,
                free.kafkaController(),
                free.elasticsearch(),
                free.elasticsearchTransport(),
                free.s3(),
                free.services(),
                free.firstLane());
    }
}
