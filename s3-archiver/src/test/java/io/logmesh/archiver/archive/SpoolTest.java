package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void ofTwoProcessesNeitherTouchesWhatTheOtherHas() throws IOException {
        try (var first = Spool.in(folder, LIMIT)) {
            var content = spooled(first, "first");
            try (var second = Spool.in(folder, LIMIT)) {
                var other = spooled(second, "second");
                assertThat(text(content)).isEqualTo("first");
                assertThat(text(other)).isEqualTo("second");
                assertThat(TestArchive.spooled(folder)).hasSize(2);
            }
            assertThat(text(content)).isEqualTo("first");
        }
    }

    @Test
    void whatWasLeftByWhoHasEndedIsDeletedInEveryPlace() throws IOException {
        try (var _ = Spool.in(folder, LIMIT);
                var _ = Spool.in(folder, LIMIT)) {
            assertThat(folder.resolve("1")).isDirectory();
        }
        Files.writeString(folder.resolve("0").resolve("7.spool"), "left");
        Files.writeString(folder.resolve("1").resolve("7.spool"), "left");
        try (var _ = Spool.in(folder, LIMIT)) {
            assertThat(TestArchive.spooled(folder)).isEmpty();
        }
    }

    @Test
    void aFileOfWhichNothingCouldBeWrittenIsDeletedToo() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a disk that is full");
        var link = Files.createSymbolicLink(folder.resolve("0.spool"), full);
        try (var spool = Spool.in(folder.resolve("s"), LIMIT)) {
            var file = new SpoolFile(spool, link);
            var bytes = new Chunks();
            bytes.append(new byte[100], 0, 100);
            assertThatIOException().isThrownBy(() -> file.append(bytes));
            file.delete();
            assertThat(Files.isSymbolicLink(link)).isFalse();
            assertThat(spool.used()).isZero();
        }
    }

    private static SpooledBytes spooled(Spool spool, String text) throws IOException {
        var content = spool.newContent();
        content.write(text.getBytes(UTF_8), 0, text.length());
        content.spillBeyondLimit();
        assertThat(content.held()).isZero();
        return content;
    }

    private static String text(SpooledBytes content) {
        return new String(FakeStore.bytes(content), UTF_8);
    }
}
