package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** When all partitions have passed an hour, its manifest says so and lists what it holds, whoever holds the partitions. */
@ExtendWith(SharedArchiverMesh.class)
@ResourceLock(Halves.ARCHIVER)
class HourSealIT {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    private static final Map<String, ArchiverProcess> ARCHIVERS = new HashMap<>();
    private static ArchiverMesh mesh;

    @BeforeAll
    static void start(ArchiverMesh shared) throws Exception {
        mesh = shared;
        var settings = Map.of(
                "MP_MESSAGING_INCOMING_RECORDS_TOPIC", "logs\\.enriched\\.sealed-.+",
                "LOGMESH_ARCHIVER_SEAL_EVERY", "500ms",
                "LOGMESH_ARCHIVER_SEAL_LATENESS", "1s");
        for (var name : List.of("sealer", "helper")) {
            var archiver = mesh.archiver(name, settings);
            ARCHIVERS.put(name, archiver);
            archiver.launch();
        }
        await().ignoreExceptions().until(() -> mesh.group().members() == 2);
    }

    @AfterAll
    static void stop() throws Exception {
        for (var archiver : ARCHIVERS.values()) {
            archiver.terminate();
            archiver.close();
        }
    }

    @AfterEach
    void pass() {
        mesh.proxy().pass();
    }

    @Test
    void anHourIsSealedWhenEachPartitionHasPassedItAndAgainWhenMoreComes() throws Exception {
        var hour = hoursAgo(3);
        makeTopic("sealed-late", 4); // the last is quiet
        for (int i = 0; i < 300; i++) {
            mesh.topics().send("sealed-late", i % 3, 100, hour.plusSeconds(i).toEpochMilli());
        }
        mesh.topics().flush();

        var first = manifest("sealed-late", hour, 1);
        assertThat(first.path("records").asInt()).isEqualTo(300);
        assertThat(first.path("objects"))
                .hasSize(mesh.archive().objects("sealed-late").size());
        assertListsWhatIsThere(first, "sealed-late");

        mesh.topics().send("sealed-late", 3, 100, hour.plusSeconds(1).toEpochMilli());
        mesh.topics().flush();

        var second = manifest("sealed-late", hour, 2);
        assertThat(second.path("records").asInt()).isEqualTo(301);
        assertListsWhatIsThere(second, "sealed-late");
        mesh.assertArchivedOnce("sealed-late");
    }

    /** As behind a weekend's outage; in looks of half a second, its turn comes within half a minute. */
    @Test
    void anHourOfDaysAgoIsSealedInItsTurn() throws Exception {
        var hour = hoursAgo(100);
        makeTopic("sealed-old", 2);
        mesh.topics().send("sealed-old", 0, 100, hour.toEpochMilli());
        mesh.topics().flush();

        assertThat(manifest("sealed-old", hour, 1).path("records").asInt()).isEqualTo(1);
    }

    @Test
    void anHourIsNotSealedWhileAPartitionIsBehindAndIsByWhoeverSucceeds() throws Exception {
        var hour = hoursAgo(2);
        makeTopic("sealed-behind", 2);
        var behind = "/" + Topics.enriched("sealed-behind") + "-1-";
        mesh.proxy().spoil(put -> put.isPut() && put.target().contains(behind), put -> put.answer(503, "SlowDown"));
        mesh.topics().send("sealed-behind", 0, 100, hour.toEpochMilli());
        mesh.topics().send("sealed-behind", 1, 100, hour.toEpochMilli());
        mesh.topics().flush();
        await().until(() -> mesh.archive().objects("sealed-behind").size() == 1
                && mesh.proxy().spoiled() > 1);
        await().during(Duration.ofSeconds(3))
                .until(() ->
                        mesh.archive().find(manifestKey("sealed-behind", hour)).isEmpty());

        var sealer = ARCHIVERS.get(mesh.group().owners("sealed-behind").getFirst());
        sealer.kill();
        mesh.proxy().pass();

        assertThat(manifest("sealed-behind", hour, 1).path("records").asInt()).isEqualTo(2);
        sealer.start();
    }

    private static void makeTopic(String source, int partitions) throws Exception {
        mesh.topics().makeTopic(source, partitions);
        await().until(() -> mesh.group().owners(source).size() == partitions);
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
    }

    private static String manifestKey(String source, Instant hour) {
        return "logs/" + source + '/' + FOLDER.format(hour) + "/_SUCCESS";
    }

    private static JsonNode manifest(String source, Instant hour, int version) throws Exception {
        var key = manifestKey(source, hour);
        await(key).until(() -> mesh.archive()
                .find(key)
                .filter(text -> text.startsWith("{\"version\":" + version))
                .isPresent());
        return new ObjectMapper().readTree(mesh.archive().find(key).orElseThrow());
    }

    private static void assertListsWhatIsThere(JsonNode manifest, String source) throws IOException {
        var sizes = new HashMap<String, Long>();
        mesh.archive().objects(source).forEach(object -> sizes.put(object.key(), object.size()));
        long records = 0;
        for (var entry : manifest.path("objects")) {
            var key = entry.path("key").asText();
            assertThat(entry.path("size").asLong()).isEqualTo(sizes.get(key));
            assertThat(key)
                    .endsWith("/%s-%d-%d-%d.json.gz"
                            .formatted(
                                    entry.path("topic").asText(),
                                    entry.path("partition").asInt(),
                                    entry.path("first").asLong(),
                                    entry.path("last").asLong()));
            var content = mesh.archive().content(key);
            assertThat(entry.path("records").asLong()).isEqualTo(content.lines().count());
            assertThat(entry.path("bytes").asLong())
                    .isEqualTo(content.length() - content.lines().count());
            records += entry.path("records").asLong();
        }
        assertThat(manifest.path("records").asLong()).isEqualTo(records);
    }
}
