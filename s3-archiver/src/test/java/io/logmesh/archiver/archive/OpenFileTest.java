package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenFileTest {

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
        var records = random.ints(20, 0, 3 * OpenFile.MEMBER)
                .mapToObj(size -> "x".repeat(size).getBytes(UTF_8))
                .toList();
        var expected = records.stream().mapToInt(record -> record.length + 1).sum();
        assertThat(unpacked(records)).hasSize(expected).containsOnly('x', '\n');
    }

    @Test
    void makesTheSameBytesOfTheSameRecords() {
        var records = List.of("{\"a\":1}".getBytes(UTF_8), "{\"a\":2}".getBytes(UTF_8));
        assertThat(FakeStore.bytes(object(records))).isEqualTo(FakeStore.bytes(object(records)));
    }

    @Test
    void countsWhatItHoldsInTheHeap() {
        try (var gzip = new Gzip(6)) {
            var file = new OpenFile("web", new Hour(0));
            assertThat(file.held()).isZero();
            file.add(0, new byte[100], gzip);
            assertThat(file.held()).isEqualTo(Chunks.CHUNK);
            file.add(0, new byte[2 * OpenFile.MEMBER], gzip);
            assertThat(file.held()).isLessThan(3 * Chunks.CHUNK);
        }
    }

    private static List<String> lines(String... records) {
        var bytes =
                List.of(records).stream().map(record -> record.getBytes(UTF_8)).toList();
        return new String(unpacked(bytes), UTF_8).lines().toList();
    }

    private static byte[] unpacked(List<byte[]> records) {
        return records.isEmpty() ? new byte[0] : FakeStore.unpacked(FakeStore.bytes(object(records)));
    }

    private static ArchiveObject object(List<byte[]> records) {
        try (var gzip = new Gzip(6)) {
            var file = new OpenFile("web", new Hour(0));
            records.forEach(record -> file.add(0, record, gzip));
            var object = file.close(RANGE, "logs", gzip);
            assertThat(object.records()).isEqualTo(records.size());
            return object;
        }
    }
}
