package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleChildrenTest {

    @Test
    void childOfThisHomeIsKilledWithItsOwnChildren(@TempDir Path folder) throws IOException {
        var home = new MeshHome(folder);
        var stale = child(home);
        try {
            await().until(() -> stale.children().findAny().isPresent());
            var grandchild = stale.children().findAny().orElseThrow();

            StaleChildren.kill(home);

            assertThat(Kill.isThere(stale.toHandle())).isFalse();
            assertThat(Kill.isThere(grandchild)).isFalse();
        } finally {
            stale.destroyForcibly();
        }
    }

    @Test
    void childOfAnotherHomeIsLeftAlone(@TempDir Path folder) throws IOException {
        var other = child(new MeshHome(folder.resolve("home2")));
        try {
            await().until(() -> other.children().findAny().isPresent());

            StaleChildren.kill(new MeshHome(folder.resolve("home")));

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
    }

    @Test
    void markerCountsOnlyAsTheEndOfAnArgument() {
        var marker = "logmesh.child=/a/.logmesh";

        assertThat(StaleChildren.isMarked("java -Dlogmesh.child=/a/.logmesh -Xmx1m", marker))
                .isTrue();
        assertThat(StaleChildren.isMarked("x -Enode.attr.logmesh.child=/a/.logmesh", marker))
                .isTrue();
        assertThat(StaleChildren.isMarked("java -Dlogmesh.child=/a/.logmesh2 -Xmx1m", marker))
                .isFalse();
        assertThat(StaleChildren.isMarked("java -Xmx1m", marker)).isFalse();
        assertThat(StaleChildren.isMarked("", marker)).isFalse();
    }

    private static Process child(MeshHome home) throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 600; true", home.marker()).start();
    }
}
