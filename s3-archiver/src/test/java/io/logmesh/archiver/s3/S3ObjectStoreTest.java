package io.logmesh.archiver.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.Encoding;
import io.logmesh.archiver.archive.ObjectStore.Outcome;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Range;
import io.logmesh.archiver.archive.Spool;
import io.logmesh.archiver.archive.Tally;
import io.logmesh.archiver.s3.FaultProxy.Fault;
import io.logmesh.contract.archive.ArchiveFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The store's side against a real server, with faults on the wire. */
class S3ObjectStoreTest {

    private static final int SMALL = 300_000;
    private static final int LARGE = 20 << 20;

    @TempDir
    private Path folder;

    private static S3Server server;

    private FaultProxy proxy;
    private S3Settings settings;
    private S3ObjectStore store;
    private S3AsyncClient client;

    @BeforeAll
    static void startServer() throws IOException {
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
        server = S3Server.start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "s3-"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        proxy = new FaultProxy(server.address());
        settings = settings(proxy.address());
        store = new S3ObjectStore(settings, ObjectWriter.Conditions.KEPT); // else looks would meet the faults
        client = S3Clients.of(settings(server.address()));
    }

    private static S3Settings settings(URI endpoint) {
        return new S3Settings(
                S3Server.BUCKET,
                Optional.of(endpoint),
                Optional.of("us-east-1"),
                true,
                "store-test",
                S3Settings.Keeping.DEFAULT,
                S3Settings.Timeouts.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        client.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWER_500, 300000",
        "ANSWER_SLOW_DOWN, 300000",
        "RESET_IN_BODY, 300000",
        "LOSE_ANSWER, 300000",
        "ANSWER_500, 20971520",
        "RESET_IN_BODY, 20971520",
        "RESET_IN_SECOND_PART, 20971520",
        "LOSE_ANSWER, 20971520"
    })
    void storesAnObjectOnceAndWholeHoweverOftenThatFails(Fault fault, int size) throws IOException {
        var object = object("store-test/" + fault + '-' + size + ".json", size, 7);
        proxy.expect(List.of(fault, fault, fault, fault, fault));
        putUntilItWorks(object);
        assertThat(proxy.met()).isGreaterThan(1);
        assertThat(stored(object.key())).isEqualTo(bytes(size));
        assertThat(store.put(object).toCompletableFuture().join()).isEqualTo(Outcome.EXISTED);
    }

    @Test
    void tellsAnObjectOfOtherRecordsFromItsOwnAndLeavesIt() throws IOException {
        var key = "store-test/taken.json";
        putUntilItWorks(object(key, SMALL, 7));
        assertThat(store.put(object(key, LARGE, 8)).toCompletableFuture().join())
                .isEqualTo(Outcome.TAKEN);
        assertThat(store.put(object(key, SMALL, 8)).toCompletableFuture().join())
                .isEqualTo(Outcome.TAKEN);
        assertThat(stored(key)).hasSize(SMALL);
    }

    @Test
    void overwritesNothingWhenItDoesNotKnowTheStoreYet() throws IOException {
        try (var fresh = new S3ObjectStore(settings)) {
            var key = "store-test/fresh.json";
            assertThat(fresh.put(object(key, SMALL, 7)).toCompletableFuture().join())
                    .isEqualTo(Outcome.WRITTEN);
            assertThat(fresh.put(object(key, SMALL, 8)).toCompletableFuture().join())
                    .isEqualTo(Outcome.TAKEN);
            assertThat(fresh.put(object(key, SMALL, 7)).toCompletableFuture().join())
                    .isEqualTo(Outcome.EXISTED);
        }
    }

    /** The bucket may be there and take nothing. */
    @Test
    void aGoodLookAtTheBucketSaysNothingOfUploads() throws IOException {
        store.probe().toCompletableFuture().join();
        assertThat(store.problem()).isEmpty();
        proxy.close();
        var object = object("store-test/unreachable.json", SMALL, 7);
        assertThatThrownBy(() -> store.put(object).toCompletableFuture().join()).hasMessageContaining("bucket '");
        assertThat(store.problem()).isEmpty();
    }

    @Test
    void saysWhatIsInside() throws IOException {
        var object = object("store-test/metadata.json", SMALL, 7);
        putUntilItWorks(object);
        var head = client.headObject(get -> get.bucket(settings.bucket()).key(object.key()))
                .join();
        assertThat(head.contentType()).isEqualTo("application/x-ndjson");
        assertThat(head.contentEncoding()).isNull();
        assertThat(head.metadata())
                .containsEntry("topic", "logs.enriched.web")
                .containsEntry("partition", "3")
                .containsEntry("first", "10")
                .containsEntry("last", "19")
                .containsEntry("records", "10")
                .containsEntry("crc32c", "00000007")
                .containsEntry("sha256", Sha256.of(object.content()).hex());
    }

    @Test
    void sealsAnHourAndListsWhatCameLaterInTheNextVersion() throws IOException {
        var hour = "store-test/web/dt=2026-11-22/hour=09";
        try (var folders = new HourFolders(settings)) {
            assertThat(folders.seal("web", hour)).isFalse();
            putUntilItWorks(object(hour + "/a.json", 1000, 1));
            assertThat(folders.seal("web", hour)).isTrue();
            assertThat(folders.seal("web", hour)).isFalse();
            putUntilItWorks(object(hour + "/b.json", 1000, 2));
            assertThat(folders.seal("web", hour)).isTrue();
        }
        assertThat(new String(stored(hour + "/_SUCCESS"), StandardCharsets.UTF_8))
                .startsWith("{\"version\":2,\"source\":\"web\",\"records\":20,")
                .contains(hour + "/a.json", hour + "/b.json")
                .contains("\"topic\":\"logs.enriched.web\",\"partition\":3,\"first\":10,\"last\":19");
    }

    /** By age, which a live one's does not reach; and even where it does, the upload fails, and begins anew. */
    @Test
    void abortsUploadsThatWereLeftLongAgoBelowItsPrefixOnly() {
        var ours = begin("store-test/left.json");
        var others = begin("somebody/left.json");
        var prefixed = begin("store-test-2/left.json");
        store.abortOrphans(Instant.now()).toCompletableFuture().join();
        assertThat(uploads()).contains(ours, others, prefixed);
        store.abortOrphans(Instant.now().plus(Duration.ofHours(7)))
                .toCompletableFuture()
                .join();
        assertThat(uploads()).contains(others, prefixed).doesNotContain(ours);
    }

    private String begin(String key) {
        return client.createMultipartUpload(
                        create -> create.bucket(settings.bucket()).key(key))
                .join()
                .uploadId();
    }

    private List<String> uploads() {
        return client.listMultipartUploads(list -> list.bucket(settings.bucket())).join().uploads().stream()
                .map(MultipartUpload::uploadId)
                .toList();
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThat(problemOf(server.address(), "nowhere")).contains("no such bucket", "logmesh.archiver.bucket");
        assertThat(problemOf(URI.create("http://127.0.0.1:1"), S3Server.BUCKET))
                .contains("can't connect", "logmesh.archiver.endpoint");
        assertThat(problemOf(URI.create("http://no-such-host.invalid"), S3Server.BUCKET))
                .contains("can't connect", "logmesh.archiver.endpoint");
        System.setProperty("aws.secretAccessKey", "wrong");
        try {
            assertThat(problemOf(server.address(), S3Server.BUCKET)).contains("access denied", "credentials");
        } finally {
            System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
        }
    }

    private static String problemOf(URI endpoint, String bucket) {
        var wrong = new S3Settings(
                bucket,
                Optional.of(endpoint),
                Optional.of("us-east-1"),
                true,
                "store-test",
                S3Settings.Keeping.DEFAULT,
                S3Settings.Timeouts.DEFAULT);
        try (var refused = new S3ObjectStore(wrong)) {
            assertThatThrownBy(() -> refused.probe().toCompletableFuture().join())
                    .isNotNull();
            return refused.problem().orElseThrow();
        }
    }

    /** As the archive does it, but at once. */
    private void putUntilItWorks(ArchiveObject object) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                assertThat(store.put(object).toCompletableFuture().join()).isIn(Outcome.WRITTEN, Outcome.EXISTED);
                return;
            } catch (CompletionException _) {
                // tried again
            }
        }
        throw new AssertionError(object.key() + " can't be stored: " + store.problem());
    }

    private ArchiveObject object(String key, int size, int checksum) throws IOException {
        var content = Spool.in(folder, 1 << 30).newContent();
        content.write(bytes(size), 0, size);
        return new ArchiveObject(
                key,
                "web",
                new Range(new Partition("logs.enriched.web", 3), 10, 19),
                Encoding.of(ArchiveFormat.JSON),
                new Tally(10, size, checksum, 0, 0, 0),
                content);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] stored(String key) {
        return client.getObject(get -> get.bucket(settings.bucket()).key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
    }
}
