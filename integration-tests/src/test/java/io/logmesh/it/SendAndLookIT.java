package io.logmesh.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What people do with a mesh that runs: send what they have, and look where it went. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class SendAndLookIT {

    private static final String DEFAULT_SOURCE = "everything-else";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String marker = "marker" + UUID.randomUUID().toString().replace("-", "");

    @TempDir
    Path folder;

    private MeshCommand command;

    @BeforeEach
    void point(LocalMesh mesh) throws IOException {
        command = new MeshCommand(mesh, folder);
    }

    @Test
    void whateverIsSentArrives() throws Exception {
        var overlong = file("overlong.log", ("cut" + marker + " " + "word ".repeat(4_000_000)).getBytes(ISO_8859_1));
        var rubbish = new byte[200_000];
        new Random(7).nextBytes(rubbish);
        var invalid =
                file("invalid.log", ("caf\u00e9 and \u00ff\u00fe invalid" + marker + "\n\n").getBytes(ISO_8859_1));
        var before = AuditReport.of(command);

        var sent = command.run("send", overlong, file("rubbish.bin", rubbish), invalid, file("empty.log", new byte[0]));

        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).containsPattern("sent \\d+ records .* in 4 files \\(1 empty\\), 1 truncated, in ");
        long records = Long.parseLong(sent.out().split(" ", 3)[1]);
        assertThat(records).isGreaterThan(500);
        var after = AuditReport.of(command);
        assertThat(after.of(DEFAULT_SOURCE, "in") - before.of(DEFAULT_SOURCE, "in"))
                .isEqualTo(records);
        assertThat(after.dead(DEFAULT_SOURCE)).isZero();

        assertThat(onlyOne("cut" + marker).path("truncated").asBoolean()).isTrue();
        assertThat(onlyOne("invalid" + marker).path("log").asText())
                .isEqualTo("caf\ufffd and \ufffd\ufffd invalid" + marker);
    }

    @Test
    void tapShowsWhatPassesEachStage() throws Exception {
        var file = file("line.log", ("hello " + marker + "\n").getBytes(ISO_8859_1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taps = new ArrayList<Future<MeshCommand.Outcome>>();
            for (var stage : new String[] {"raw", "routed", "enriched"}) {
                Callable<MeshCommand.Outcome> tap = () -> command.run("tap", stage, "--grep", marker, "--for", "8s");
                taps.add(threads.submit(tap));
            }
            var sent = command.run("send", file, "--repeat", "30", "--rate", "5/s");

            assertThat(sent.out()).startsWith("sent 30 records ");
            for (var tap : taps) {
                assertThat(tap.get().exitCode()).as(tap.get().err()).isZero();
                assertThat(tap.get().out().lines()).isNotEmpty().allMatch(line -> line.endsWith("hello " + marker));
            }
        }
    }

    @Test
    void deadLettersSayWhatWasWrong() throws Exception {
        var spam = "{\"log\":\"" + marker + "\",\"kubernetes\":{\"namespace_name\":\"unwanted\"}}";
        command.run("send", file("spam.log", spam.getBytes(ISO_8859_1)));

        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        command.run("tap", "dead", "--grep", marker, "--for", "2s")
                                .out())
                .contains("unwanted", "[enricher: ", marker));
    }

    @Test
    void searchAndObjectsFindIt() throws Exception {
        var file = file("line.log", ("hello " + marker + "\n").getBytes(ISO_8859_1));
        command.run("send", file, "--repeat", "7");

        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            var found = command.run("search", marker, "--source", DEFAULT_SOURCE, "--limit", "5");
            assertThat(found.out().lines()).hasSize(5).allMatch(line -> line.endsWith("hello " + marker));
            assertThat(found.err()).startsWith("the newest 5 of 7 are shown");
        });
        assertThat(command.run("search", marker, "--source", "shop").err()).startsWith("nothing found");
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        command.run("objects", "--source", DEFAULT_SOURCE, "--json")
                                .out()
                                .lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"key\":\"logs/" + DEFAULT_SOURCE + "/dt=")));
    }

    @Test
    void statusShowsEveryStageReady() throws Exception {
        var status = command.run("status", "--json");

        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        var json = new ObjectMapper().readTree(status.out());
        assertThat(json.path("running").asBoolean()).isTrue();
        for (var service : Service.values()) {
            var stage = json.path("stages").path(service.displayName());
            assertThat(stage.path("state").asText()).as(service.displayName()).isEqualTo("ready");
            assertThat(stage.path("lag").isNumber()).isTrue();
        }
        assertThat(command.run("status").out()).contains("since start", "ingest to searchable   p50 ");
    }

    private JsonNode onlyOne(String word) throws IOException {
        var found = command.run("search", "--json", word);
        assertThat(found.out().lines()).as(found.err()).hasSize(1);
        return new ObjectMapper().readTree(found.out());
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }
}
