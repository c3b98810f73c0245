package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.HeaderNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do to an archiver: too many files, changed rules, wrong settings. */
@ExtendWith(SharedArchiverMesh.class)
@ResourceLock(Halves.ARCHIVER)
class ArchiverOperationIT {

    private static final String TOPIC = "MP_MESSAGING_INCOMING_RECORDS_TOPIC";
    private static final int MIB = 1 << 20;

    private static ArchiverMesh mesh;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(ArchiverMesh shared) {
        mesh = shared;
    }

    /** A thousand of JSON, 60 MB of text that no compressor makes less than half of, in a JVM of 256 MiB. */
    @ParameterizedTest
    @CsvSource({"wide, 50", "wide-parquet, 15"}) // to make a thousand of Parquet takes a minute
    void keepsFilesOpenInEachOfTwentyPartitions(String source, int hours) throws Exception {
        int partitions = 20;
        int each = 60;
        mesh.topics().makeTopic(source, partitions);
        long now = System.currentTimeMillis();
        for (int i = 0; i < each * hours * partitions; i++) {
            long ingestTs = now - Duration.ofHours(i / partitions % hours).toMillis();
            mesh.topics().send(source, i % partitions, 1000, ingestTs);
        }
        mesh.topics().flush();
        var settings = Map.of(
                TOPIC,
                "logs\\.enriched\\." + source,
                "LOGMESH_ARCHIVER_MEMORY",
                "64MiB",
                "LOGMESH_ARCHIVER_SPOOL_SIZE",
                "1GiB");
        try (var archiver = mesh.archiver(source, settings)) {
            archiver.start();
            await().until(() -> archiver.counted("logmesh_records_in_total", "") == each * hours * partitions);
            await().until(() -> archiver.counted("logmesh_archive_open_files", "") == hours * partitions);
            assertThat(archiver.counted("logmesh_archive_held_bytes", "")).isLessThan(64 * MIB);
            assertThat(archiver.counted("logmesh_archive_rotations_total", "")).isZero();

            mesh.assertArchivedOnce(source);
            archiver.terminate();
        }
    }

    @Test
    void takesChangedRulesWithoutARestartAndNoBrokenOnes() throws Exception {
        mesh.topics().makeTopic("changed", 1);
        var file = rules("json.gz");
        var settings = Map.of(TOPIC, "logs\\.enriched\\.changed", "LOGMESH_SOURCES_FILE", file.toString());
        try (var archiver = mesh.archiver("changed", settings)) {
            archiver.start();
            mesh.topics().send("changed", 10, 100);
            await().until(() -> stored(".json.gz") == 1);

            rules("parquet");
            await().until(() -> archiver.counted("logmesh_rules_reloaded_total", "") == 1);
            mesh.topics().send("changed", 10, 100);
            await().until(() -> stored(".parquet") == 1);

            rules("tar");
            await().until(() -> archiver.counted("logmesh_rules_broken", "") == 1);
            assertThat(archiver.health()).contains("format is one of json, json.gz, json.zst, parquet, not 'tar'");
            assertThat(archiver.readiness()).isEqualTo(200);
            mesh.topics().send("changed", 10, 100);
            await().until(() -> stored(".parquet") == 2);

            mesh.assertArchivedOnce("changed");
            archiver.terminate();
        }
    }

    @Test
    void whatHasNoSourceOrNoTimeIsADeadLetterAndHoldsUpNobody() throws Exception {
        mesh.topics().makeTopic("unmarked", 1);
        try (var archiver = mesh.archiver("unmarked", Map.of(TOPIC, "logs\\.enriched\\.unmarked"))) {
            archiver.start();
            mesh.topics().send("unmarked", 5, 100);
            mesh.topics().sendWithout(HeaderNames.SOURCE, "unmarked");
            mesh.topics().sendWithout(HeaderNames.INGEST_TS, "unmarked");
            mesh.topics().send("unmarked", 5, 100);

            mesh.assertArchivedOnce("unmarked");
            assertThat(mesh.topics().buried()).containsExactly("no_source", "no_ingest_time");
            archiver.terminate();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOGMESH_ARCHIVER_BUCKET, nowhere, there is no such bucket, logmesh.archiver.bucket",
        "LOGMESH_ARCHIVER_ENDPOINT, http://127.0.0.1:1, can't connect, logmesh.archiver.endpoint",
        "AWS_SECRET_ACCESS_KEY, wrong, access denied, credentials"
    })
    void saysWhichSettingIsWrongAndWaits(String setting, String value, String problem, String toLookAt)
            throws Exception {
        var topic = "logs\\.enriched\\.none";
        try (var archiver = mesh.archiver("wrong-" + setting, Map.of(TOPIC, topic, setting, value))) {
            archiver.launch();
            await().ignoreExceptions().until(() -> archiver.health().contains(problem));
            await().until(() -> archiver.log().contains(problem)); // told behind that, by another thread

            assertThat(archiver.health()).contains(toLookAt);
            assertThat(archiver.readiness()).isEqualTo(503);
            assertThat(archiver.liveness()).isEqualTo(200);
            assertThat(archiver.log().lines().filter(line -> line.contains(problem)))
                    .as("one line, which no probe repeats")
                    .singleElement()
                    .asString()
                    .contains(toLookAt);
        }
    }

    private static long stored(String end) {
        return mesh.archive().objects("changed").stream()
                .filter(object -> object.key().endsWith(end))
                .count();
    }

    private Path rules(String format) throws Exception {
        return Files.writeString(
                folder.resolve("logmesh.yaml"),
                "sources: {changed: {match: 'true', archive: {format: " + format + "}}}");
    }
}
