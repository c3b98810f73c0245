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
import io.logmesh.archiver.s3.BareStore.Condition;
import io.logmesh.contract.archive.ArchiveFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is overwritten, whatever a store makes of {@code If-None-Match}. */
class ObjectWriterTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    }

    @ParameterizedTest
    @EnumSource
    void overwritesNothing(Condition condition) throws IOException {
        try (var server = new BareStore(condition);
                var store = new S3ObjectStore(settings(server))) {
            server.holds("logs/there.json", "00000009");
            assertThat(put(store, "logs/there.json", 7)).isEqualTo(Outcome.TAKEN);
            assertThat(put(store, "logs/a.json", 7)).isEqualTo(Outcome.WRITTEN);
            assertThat(put(store, "logs/a.json", 8)).isEqualTo(Outcome.TAKEN);
            assertThat(put(store, "logs/a.json", 7)).isEqualTo(Outcome.EXISTED);
            assertThat(put(store, "logs/there.json", 7)).isEqualTo(Outcome.TAKEN);
            assertThat(server.checksum("logs/a.json")).isEqualTo("00000007");
            assertThat(server.checksum("logs/there.json")).isEqualTo("00000009");
        }
    }

    /** A store that keeps its promise is asked once, and then trusted. */
    @Test
    void looksNoMoreWhereTheStoreKeepsTheCondition() throws IOException {
        try (var server = new BareStore(Condition.KEPT);
                var store = new S3ObjectStore(settings(server))) {
            put(store, "logs/a.json", 7);
            assertThat(server.requests()).containsExactly("HEAD", "PUT", "PUT");
            put(store, "logs/b.json", 7);
            assertThat(server.requests()).containsExactly("HEAD", "PUT", "PUT", "PUT");
        }
    }

    /** What a store does not know may be another thing than the condition; that must not cost it. */
    @Test
    void keepsTheConditionWhereSomethingElseIsNotImplemented() throws IOException {
        try (var server = new BareStore(Condition.KEPT);
                var store = new S3ObjectStore(settings(server))) {
            server.knowsNothing(true);
            assertThatThrownBy(() -> put(store, "logs/a.json", 7)).hasMessageContaining("501");
            server.knowsNothing(false);
            assertThat(put(store, "logs/a.json", 7)).isEqualTo(Outcome.WRITTEN);
            server.knowsNothing(true);
            assertThatThrownBy(() -> put(store, "logs/b.json", 7)).hasMessageContaining("501");
            server.knowsNothing(false);
            int before = server.requests().size();
            assertThat(put(store, "logs/b.json", 7)).isEqualTo(Outcome.WRITTEN);
            assertThat(server.requests().subList(before, server.requests().size()))
                    .containsExactly("PUT");
        }
    }

    private static S3Settings settings(BareStore server) {
        return new S3Settings(
                "b",
                Optional.of(server.address()),
                Optional.of("us-east-1"),
                true,
                "logs",
                S3Settings.Keeping.DEFAULT,
                S3Settings.Timeouts.DEFAULT);
    }

    private Outcome put(S3ObjectStore store, String key, int checksum) throws IOException {
        var content = Spool.in(folder, 0).newContent();
        content.write(new byte[100], 0, 100);
        var object = new ArchiveObject(
                key,
                "web",
                new Range(new Partition("logs.enriched.web", 3), 10, 19),
                Encoding.of(ArchiveFormat.JSON),
                new Tally(10, 100, checksum, 0, 0, 0),
                content);
        return store.put(object).toCompletableFuture().join();
    }
}
