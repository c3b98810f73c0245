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

    @Test
    void showsWarningsAndErrorsPlainly() throws IOException {
        var log = log("""
                {"timestamp":"t","level":"INFO","loggerName":"io.logmesh.A","message":"started"}
                {"timestamp":"t","level":"WARN","loggerName":"io.logmesh.A","message":"slow"}
                Terminating due to java.lang.OutOfMemoryError: Java heap space
                {"timestamp":"t","level":"ERROR","loggerName":"io.logmesh.B","message":"failed",\
                "stackTrace":"java.io.IOException: gone\\n\\tat a.B.c"}
                {"level":"ERROR","loggerName":"b","message":"x","exception":{"exceptionType":"E","message":"y","frames":[]}}
                {"timestamp":"t","level":"INFO","loggerName":"io.logmesh.A","message":"stopped"}
                """);

        assertThat(LogTail.trouble(log, 20))
                .containsExactly(
                        "WARN io.logmesh.A: slow",
                        "Terminating due to java.lang.OutOfMemoryError: Java heap space",
                        "ERROR io.logmesh.B: failed: java.io.IOException: gone",
                        "ERROR b: x: E");
        assertThat(LogTail.trouble(log, 1)).containsExactly("ERROR b: x: E");
    }

    @Test
    void showsTheEndOfALogThatTellsOfNoTrouble() throws IOException {
        var log = log("{\"level\":\"INFO\",\"loggerName\":\"a\",\"message\":\"works\"}\n".repeat(9));

        assertThat(LogTail.trouble(log, 20)).hasSize(3).containsOnly("INFO a: works");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("child.log"), text);
    }
}
