package io.logmesh.cli.collect;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("kafka.log");
    }

    @Test
    void readsAFileThatAppearsLaterFromItsBeginning() throws IOException {
        var follower = new LogFollower(file, lines::add);
        follower.poll();
        append("one\r\ntwo\n");
        follower.poll();

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void readsWhatWasThereBeforeAndWhatComesLater() throws IOException {
        append("before\n");
        var follower = new LogFollower(file, lines::add);
        follower.poll();
        append("later\n");
        follower.poll();

        assertThat(lines).containsExactly("before", "later");
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        var follower = new LogFollower(file, lines::add);
        append("begun, ");
        follower.poll();
        assertThat(lines).isEmpty();

        append("ended\n");
        follower.poll();
        assertThat(lines).containsExactly("begun, ended");
    }

    @Test
    void startsOverInAFileThatTookItsPlace() throws IOException {
        append("a line of the old file\nhalf a line");
        var follower = new LogFollower(file, lines::add);
        follower.poll();
        Files.move(file, folder.resolve("kafka.log.1"));
        append("a longer line of the new file, longer than all of the old one\n");
        follower.poll();

        assertThat(lines)
                .containsExactly(
                        "a line of the old file",
                        "half a line",
                        "a longer line of the new file, longer than all of the old one");
    }

    @Test
    void startsOverInAFileThatWasCutShort() throws IOException {
        append("a rather long line\n");
        var follower = new LogFollower(file, lines::add);
        follower.poll();
        Files.writeString(file, "short\n");
        follower.poll();

        assertThat(lines).containsExactly("a rather long line", "short");
    }

    @Test
    void boundsTheLengthOfALine() throws IOException {
        var follower = new LogFollower(file, lines::add);
        append("x".repeat(LogFollower.MAX_LINE + 5) + "\n");
        follower.poll();

        assertThat(lines).extracting(String::length).containsExactly(LogFollower.MAX_LINE, 5);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
    }
}
