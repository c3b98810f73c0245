package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheLastLinesAreShown() throws IOException {
        assertThat(LogTail.lastLines(log("a\nb\nc\n"), 2)).containsExactly("b", "c");
    }

    @Test
    void shortLogIsShownWhole() throws IOException {
        assertThat(LogTail.lastLines(log("only, and not ended"), 20)).containsExactly("only, and not ended");
    }

    @Test
    void endOfALongLogIsFoundWithoutReadingItWhole() throws IOException {
        assertThat(LogTail.lastLines(log("x".repeat(1_000_000) + "\nend\n"), 1)).containsExactly("end");
    }

    @Test
    void emptyOrMissingLogHasNoLines() throws IOException {
        assertThat(LogTail.lastLines(log(""), 20)).isEqualTo(List.of());
        assertThat(LogTail.lastLines(folder.resolve("missing"), 20)).isEqualTo(List.of());
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("child.log"), text);
    }
}
