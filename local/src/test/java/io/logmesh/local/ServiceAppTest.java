package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceAppTest {

    private static final MeshAddresses ADDRESSES = new MeshAddresses(
            "127.0.0.1:9092",
            URI.create("http://127.0.0.1:9200"),
            new S3Address(URI.create("http://127.0.0.1:9000"), "us-east-1", "logmesh", "key", "secret"));

    @TempDir
    Path project;

    private MeshOptions options;

    @BeforeEach
    void prepare() {
        options = MeshOptions.ofProject(project);
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceIsCalledAsItIsPackagedAndCarriesTheMarker(Service service) throws IOException {
        var jar = project.resolve(service.displayName(), "target", "quarkus-app", "quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        assertThat(app(service).command())
                .startsWith(Executables.java())
                .contains("-Dlogmesh.child=" + project.resolve(".logmesh"))
                .endsWith("-jar", jar.toString());
    }

    @Test
    void serviceThatIsNotBuiltIsRefusedWithTheRemedy() {
        assertThatThrownBy(app(Service.ROUTER)::command)
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("quarkus-run.jar is not there")
                .hasMessageContaining("./mvnw package");
    }

    @Test
    void routerIsToldTheRawTopicsAndTheSources() {
        options = options.withRawTopics(List.of("logs.raw", "k8s-logs")).withSourcesFile(Path.of("/etc/logmesh.yaml"));

        assertThat(app(Service.ROUTER).environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", "8081",
                        "LOGMESH_SOURCES_FILE", "/etc/logmesh.yaml",
                        "LOGMESH_ROUTER_RAW_TOPICS", "logs.raw,k8s-logs"));
    }

    @Test
    void archiverIsToldTheStoreAndRotatesQuickly() {
        assertThat(app(Service.S3_ARCHIVER).environment())
                .containsEntry("LOGMESH_ARCHIVER_BUCKET", "logmesh")
                .containsEntry("LOGMESH_ARCHIVER_ENDPOINT", "http://127.0.0.1:9000")
                .containsEntry("LOGMESH_ARCHIVER_REGION", "us-east-1")
                .containsEntry("LOGMESH_ARCHIVER_PATH_STYLE", "true")
                .containsEntry("LOGMESH_ARCHIVER_ROTATE_EVERY", "10s")
                .containsEntry("AWS_ACCESS_KEY_ID", "key")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "secret");
    }

    @Test
    void indexerIsToldTheHosts() {
        assertThat(app(Service.ES_INDEXER).environment())
                .containsEntry("LOGMESH_INDEXER_HOSTS", "http://127.0.0.1:9200")
                .doesNotContainKey("AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void enricherOfALaneIsToldTheLaneAndIsTheEnricherElsewise() {
        options = options.withEnvironment(Service.ENRICHER, Map.of("LOGMESH_ENRICHER_JOIN_BUDGET", "1"));
        var app = app(Stage.ofLane("slow"), 8085);

        assertThat(app.name()).isEqualTo("enricher-slow");
        assertThat(app.environment())
                .containsEntry("LOGMESH_ENRICHER_LANE", "slow")
                .containsEntry("QUARKUS_HTTP_PORT", "8085")
                .containsEntry("LOGMESH_ENRICHER_JOIN_BUDGET", "1");
        assertThat(app(Service.ENRICHER).environment()).doesNotContainKey("LOGMESH_ENRICHER_LANE");
    }

    @Test
    void environmentOfTheOptionsWins() {
        options = options.withEnvironment(Service.S3_ARCHIVER, Map.of("LOGMESH_ARCHIVER_ROTATE_EVERY", "1s"));

        assertThat(app(Service.S3_ARCHIVER).environment()).containsEntry("LOGMESH_ARCHIVER_ROTATE_EVERY", "1s");
        assertThat(app(Service.ENRICHER).environment()).doesNotContainKey("LOGMESH_ARCHIVER_ROTATE_EVERY");
    }

    private ServiceApp app(Service service) {
        return app(Stage.of(service), options.ports().of(service));
    }

    private ServiceApp app(Stage stage, int port) {
        return new ServiceApp(stage, port, options, new MeshHome(options.home()), () -> ADDRESSES);
    }
}
