package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshHomeTest {

    @TempDir
    Path folder;

    @Test
    void logOfTheFormerRunIsKeptBesideTheNewOne() throws IOException {
        var home = new MeshHome(folder);
        home.prepare();
        Files.writeString(home.log("kafka"), "former");

        home.prepare();

        assertThat(home.log("kafka")).doesNotExist();
        assertThat(folder.resolve("logs", "kafka.log.1")).hasContent("former");
    }

    @Test
    void processesOfTheFormerRunAreForgotten() throws IOException {
        var home = new MeshHome(folder);
        home.prepare();
        Files.writeString(home.pidFile("router"), "1\n");
        Files.writeString(home.addressFile(), "pid=1\n");

        home.prepare();

        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void deletingTheDataLeavesNothingButTheLock() throws IOException {
        var home = new MeshHome(folder);
        home.prepare();
        Files.createDirectories(home.of("kafka").resolve("data", "logs.raw-0"));
        Files.writeString(home.of("kafka").resolve("data", "meta.properties"), "");
        try (var _ = HomeLock.acquire(home)) {
            home.deleteData();

            assertThat(folder.toFile().list()).containsExactly("lock");
        }
    }
}
