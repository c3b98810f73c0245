package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningMeshTest {

    @TempDir
    Path folder;

    private MeshHome home;
    private RunningMesh mesh;

    @BeforeEach
    void prepare() throws IOException {
        home = new MeshHome(folder);
        home.prepare();
        var s3 = new S3Address(URI.create("http://127.0.0.1:9000"), "us-east-1", "logmesh", "key", "=:#secret");
        var addresses = new MeshAddresses("127.0.0.1:9092", URI.create("http://127.0.0.1:9200"), s3);
        Map<Stage, URI> services = Stage.all(List.of("slow")).stream()
                .collect(Collectors.toMap(stage -> stage, stage -> URI.create("http://" + stage.displayName())));
        var logs = new HashMap<String, Path>();
        Stream.of("kafka", "elasticsearch", "s3", "router", "enricher", "enricher-slow", "s3-archiver", "es-indexer")
                .forEach(name -> logs.put(name, home.log(name)));
        mesh = new RunningMesh(addresses, services, logs, Optional.of(folder.resolve("logmesh.yaml")));
    }

    @Test
    void publishedMeshIsFoundByItsHome() {
        mesh.publish(home);

        assertThat(RunningMesh.in(folder)).contains(mesh);
    }

    @Test
    void secretIsReadableByTheUserAlone() throws IOException {
        mesh.publish(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.addressFile())))
                .isEqualTo("rw-------");
        assertThat(mesh.addresses().toString()).doesNotContain("secret");
    }

    @Test
    void withdrawnMeshIsNotFound() throws IOException {
        mesh.publish(home);
        RunningMesh.withdraw(home);

        assertThat(RunningMesh.in(folder)).isEmpty();
    }

    @Test
    void announcedMeshIsStartingUntilItIsPublished() {
        assertThat(RunningMesh.isStarting(folder)).isFalse();

        RunningMesh.announce(home);
        assertThat(RunningMesh.in(folder)).isEmpty();
        assertThat(RunningMesh.isStarting(folder)).isTrue();

        mesh.publish(home);
        assertThat(RunningMesh.in(folder)).contains(mesh);
        assertThat(RunningMesh.isStarting(folder)).isFalse();
    }

    @Test
    void meshWhoseProcessIsGoneIsNotFound() throws IOException {
        mesh.publish(home);
        var published = Files.readString(home.addressFile());
        Files.writeString(home.addressFile(), published.replaceAll("started=.*", "started=1970-01-01T00:00:00Z"));

        assertThat(RunningMesh.in(folder)).isEmpty();
    }
}
