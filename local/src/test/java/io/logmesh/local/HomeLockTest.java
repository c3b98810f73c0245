package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @Test
    void secondMeshIsToldWhichProcessHoldsTheHome(@TempDir Path folder) throws IOException {
        var home = new MeshHome(folder);
        try (var _ = HomeLock.acquire(home)) {
            assertThatThrownBy(() -> HomeLock.acquire(home))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void homeCanBeEnteredAgainWhenItWasLeft(@TempDir Path folder) throws IOException {
        var home = new MeshHome(folder.resolve("made"));
        HomeLock.acquire(home).close();

        assertThatCode(() -> HomeLock.acquire(home).close()).doesNotThrowAnyException();
    }
}
