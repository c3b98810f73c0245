package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Ports;
import io.logmesh.local.RunningMesh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./logmesh up} as users run it: the real launcher, process and signals. Each run goes on with the data of the last. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(Halves.MESH)
class UpIT {

    private static final String READY = "The mesh is ready after ";

    private final String marker = "marker" + UUID.randomUUID().toString().replace("-", "");
    private LinkedProject project;
    private String shift;
    private Ports ports;
    private LauncherRun up;

    @BeforeAll
    void prepare() throws IOException {
        project = LinkedProject.in(Path.of("target", "project"));
        do {
            int candidate = RandomGenerator.getDefault().nextInt(12_000, 22_000);
            ports = Ports.fixed(candidate);
            shift = "--port-shift=" + candidate;
        } while (!ports.taken().isEmpty());
    }

    @AfterEach
    void end() throws InterruptedException {
        if (up != null) {
            up.endAnyway();
        }
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource(
            delimiter = '|',
            value = {
                "up --frsh                | logmesh up: Unknown option: '--frsh'",
                "up --for soon            | logmesh up: Invalid value for option '--for'",
                "up --sources nothing.yml | logmesh up: ",
                "up --sources broken.yml  | logmesh up: ",
                "send nothing.log         | logmesh send: there is no file nothing.log",
                "search anything          | logmesh search: no mesh runs here",
                "audit                    | logmesh audit: no mesh runs here",
            })
    void refusesWhatCannotWorkInOneLine(String command, String message) throws Exception {
        Files.writeString(project.folder().resolve("broken.yml"), "sources:\n  shop:\n    match: k8s.namespace ==\n");
        assertRefused(project.run((command + ' ' + (command.startsWith("up") ? shift : "")).split(" +")), message);
    }

    @Test
    @Order(2)
    void refusesAPortInUse() throws Exception {
        try (var _ = new ServerSocket(ports.s3(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertRefused(project.run("up", shift), "logmesh up: port " + ports.s3() + " (s3) is in use: ");
        }
    }

    @Test
    @Order(3)
    void tellsMachinesThatNoMeshRuns() throws Exception {
        var status = project.run("status", "--json");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(status.out()).at("/running").asBoolean(true))
                .isFalse();
    }

    @Test
    @Order(4)
    void signalWhileItStartsLeavesNothing() throws Exception {
        up = project.start("up", "--fresh", shift);
        up.awaitOutput("starting elasticsearch");

        assertThat(project.run("search", "anything").err()).contains("the mesh here is still starting");
        assertRefused(project.run("up", shift), "logmesh up: a mesh runs or starts here already");
        up.terminate();

        assertThat(up.awaitEnd()).as(up.out() + up.err()).isZero();
        assertThat(up.out()).doesNotContain(READY);
        assertNothingIsLeft();
    }

    @Test
    @Order(5)
    void deathWhileOthersStartEndsTheStart() throws Exception {
        up = project.start("up", shift);
        up.awaitOutput("s3 is ready");
        kill("s3");

        assertThat(up.awaitEnd()).as(up.out() + up.err()).isEqualTo(1);
        assertThat(up.out()).doesNotContain(READY);
        assertThat(up.err()).startsWith("s3 died with exit code 137; what ");
        assertNothingIsLeft();
    }

    @Test
    @Order(6)
    void signalStopsAMeshThatWorks() throws Exception {
        up = project.start("up", shift);
        up.awaitOutput(READY);
        var file = Files.writeString(project.folder().resolve("hello.log"), "hello " + marker + "\n");
        assertThat(project.run("send", file.toString()).out()).startsWith("sent 1 record ");

        var status = project.run("status", "--json");
        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        assertThat(new ObjectMapper().readTree(status.out()).at("/running").asBoolean())
                .isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> project.run("search", marker).out().contains(marker));
        assertThatTheArchiveHoldsTheLine();
        up.terminate();

        assertThat(up.awaitEnd()).as(up.out() + up.err()).isZero();
        assertThat(up.out()).endsWith("stopped\n");
        assertNothingIsLeft();
    }

    private void assertThatTheArchiveHoldsTheLine() throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !objects().isEmpty());
        var key = new ObjectMapper()
                .readTree(objects().lines().findFirst().orElseThrow())
                .path("key")
                .asText();
        assertThat(project.run("cat", key).out()).contains(marker);
    }

    private String objects() throws Exception {
        return project.run("objects", "--source", "k8s-logs", "--json").out();
    }

    @Test
    @Order(7)
    void nextRunGoesOnWithTheDataAndReportsAChildThatDied() throws Exception {
        up = project.start("up", shift);
        up.awaitOutput(READY);
        assertThat(project.run("search", marker).out()).contains(marker);
        var audit = project.run("audit");
        assertThat(audit.exitCode()).as(audit.out() + audit.err()).isZero();

        kill("router");

        assertThat(up.awaitEnd()).as(up.out() + up.err()).isEqualTo(1);
        var report = up.err().lines().toList();
        assertThat(report.getFirst())
                .isEqualTo("router died with exit code 137; what "
                        + project.home().resolve("logs", "router.log") + " has of it:");
        assertThat(report).hasSizeBetween(2, 21).noneMatch(line -> line.contains("GET /q/") || line.contains("{\""));
        assertNothingIsLeft();
    }

    private void kill(String child) throws IOException {
        var pid =
                Files.readString(project.home().resolve("run", child + ".pid")).strip();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    @Test
    @Order(8)
    void endsByItselfAfterTheTimeGiven() throws Exception {
        up = project.start("up", "--for", "1s", "--no-demo", "--fresh", shift);

        assertThat(up.awaitEnd()).as(up.out() + up.err()).isZero();
        assertThat(up.out())
                .contains(READY)
                .containsPattern("up \\d+s: router 0/s")
                .endsWith("stopped\n");
        assertThat(up.err()).isEmpty();
        assertNothingIsLeft();
    }

    private void assertRefused(LauncherRun run, String message) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().startsWith(message);
        assertThat(run.out()).isEmpty();
        if (up == null) {
            assertThat(project.home().resolve("run").toFile().list()).isNullOrEmpty();
            assertThat(LocalMesh.hasLeftovers(project.home())).isFalse();
        }
    }

    private void assertNothingIsLeft() {
        assertThat(LocalMesh.hasLeftovers(project.home())).isFalse();
        assertThat(RunningMesh.in(project.home())).isEmpty();
        assertThat(RunningMesh.isStarting(project.home())).isFalse();
        assertThat(project.home().resolve("run")).isEmptyDirectory();
        assertThat(ports.taken()).isEmpty();
    }
}
