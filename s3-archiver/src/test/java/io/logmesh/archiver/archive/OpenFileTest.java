package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenFileTest {

    private static final Folder FOLDER = Folder.of(ArchiveLayout.DEFAULT, "web", 0, Folder.NO_NAMESPACE);

    private static final Range RANGE = new Range(new Partition("t", 0), 0, 9);

    @Test
    void keepsAPrettyPrintedRecordOnOneLine() {
        assertThat(lines("{\n  \"a\": 1,\r\n  \"b\": \"x\\ny\"\n}", "{}"))
                .containsExactly("{   \"a\": 1,    \"b\": \"x\\ny\" }", "{}");
    }

    @Property(tries = 200)
    void givesBackEveryRecordWhateverItsBytes(@ForAll @Size(max = 30) List<byte[]> records) {
        var expected = new ByteArrayOutputStream();
        for (var record : records) {
            for (byte b : record) {
                expected.write(b == '\n' || b == '\r' ? ' ' : b);
            }
            expected.write('\n');
        }
        assertThat(unpacked(records)).isEqualTo(expected.toByteArray());
    }

    @Test
    void givesBackRecordsThatAreLargerThanAMember() {
        var random = new Random(1);
        var records = random.ints(20, 0, 3 * Gzip.MEMBER)
                .mapToObj(size -> "x".repeat(size).getBytes(UTF_8))
                .toList();
        var expected = records.stream().mapToInt(record -> record.length + 1).sum();
        assertThat(unpacked(records)).hasSize(expected).containsOnly('x', '\n');
    }

    @Test
    void makesTheSameBytesOfTheSameRecords() {
        var records = List.of("{\"a\":1}".getBytes(UTF_8), "{\"a\":2}".getBytes(UTF_8));
        assertThat(FakeStore.bytes(object(records).content()))
                .isEqualTo(FakeStore.bytes(object(records).content()));
    }

    @Test
    void countsWhatItHoldsInTheHeap() {
        try (var gzip = new Gzip(6)) {
            var file = file(gzip);
            assertThat(file.held()).isZero();
            file.add(0, 0, null, new byte[100]);
            assertThat(file.held()).isBetween(Chunks.CHUNK + 1L, 2L * Chunks.CHUNK);
            file.add(0, 0, null, new byte[2 * Gzip.MEMBER]);
            assertThat(file.held()).isLessThan(3 * Chunks.CHUNK);
        }
    }

    /** Under pressure pieces get smaller, and go to disk: what comes out must stay the same. */
    @Property(tries = 50)
    void givesBackTheSameWheneverItIsShrunk(@ForAll @Size(max = 20) List<Boolean> shrinks) throws IOException {
        var folder = Files.createTempDirectory("spool");
        try (var spool = Spool.in(folder, 1 << 20);
                var zstd = new Zstd(1)) {
            var file = new OpenFile(FOLDER, zstd, spool);
            var expected = new StringBuilder();
            for (var shrink : shrinks) {
                file.add(0, 0, null, "{}".getBytes(UTF_8));
                expected.append("{}\n");
                if (shrink) {
                    file.shrink();
                    assertThat(file.held()).isZero();
                }
            }
            var object = file.close(RANGE, TestArchive.recipe(ArchiveFormat.JSON_ZSTD, "logs"));
            assertThat(FakeStore.unpacked(FakeStore.bytes(object.content()), ArchiveFormat.JSON_ZSTD))
                    .asString(UTF_8)
                    .isEqualTo(expected.toString());
            long size = object.content().size();
            object.content().discard();
            assertThat(TestArchive.spooled(folder)).isEmpty();
            assertThat(object.content().held()).isZero();
            // Else a late upload would store an empty object under the name that a successor will use.
            assertThat(object.content().size()).isEqualTo(size);
            assertThatIOException().isThrownBy(() -> object.content().read(0, (int) size));
        } finally {
            TestArchive.delete(folder);
        }
    }

    private static List<String> lines(String... records) {
        var bytes =
                List.of(records).stream().map(record -> record.getBytes(UTF_8)).toList();
        return new String(unpacked(bytes), UTF_8).lines().toList();
    }

    private static byte[] unpacked(List<byte[]> records) {
        return records.isEmpty()
                ? new byte[0]
                : FakeStore.unpacked(FakeStore.bytes(object(records).content()), ArchiveFormat.JSON_GZIP);
    }

    private static OpenFile file(Compressor compressor) {
        return new OpenFile(FOLDER, compressor, TestArchive.noSpool());
    }

    private static ArchiveObject object(List<byte[]> records) {
        try (var gzip = new Gzip(6)) {
            var file = file(gzip);
            records.forEach(record -> file.add(0, 0, null, record));
            var object = file.close(RANGE, TestArchive.recipe(ArchiveFormat.JSON_GZIP, "logs"));
            assertThat(object.tally().records()).isEqualTo(records.size());
            return object;
        }
    }
}
