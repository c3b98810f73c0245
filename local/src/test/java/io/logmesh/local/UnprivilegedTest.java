package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {

    @Test
    void folderBelowAClosedOneCannotBeEntered(@TempDir Path folder) throws IOException {
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        var below = Files.createDirectory(closed.resolve("below"));

        assertThat(Unprivileged.canBeEntered(below)).isFalse();
    }

    @Test
    void folderThatAllMayEnterNeedsNoMoreRights() {
        assertThat(Unprivileged.canBeEntered(Path.of("/usr/bin"))).isTrue();
    }

    @Test
    void missingFolderCannotBeEntered(@TempDir Path folder) {
        assertThat(Unprivileged.canBeEntered(folder.resolve("missing"))).isFalse();
    }
}
