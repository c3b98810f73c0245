package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What containers are told: variables that their services read, no secrets, and which images they are. */
class EnvironmentTest {

    /** A name that a value in the clear must not have; what an access key's id says is no secret. */
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(?:PASSWORD|SECRET|TOKEN|API_KEY|JAAS|CREDENTIAL|REDACTION_KEY).*");

    static Stream<Manifests> overlays() throws IOException {
        return Manifests.rendered();
    }

    /** A misspelt variable would change nothing, in silence. */
    @ParameterizedTest
    @MethodSource("overlays")
    void servicesKnowTheirVariables(Manifests overlay) {
        for (var service : ServiceSettings.services()) {
            assertThat(ServiceSettings.of(service))
                    .as(service)
                    .containsAll(environment(overlay, overlay.named("Deployment", service))
                            .keySet());
        }
    }

    /** Without a default, a service ends at its start. */
    @ParameterizedTest
    @MethodSource("overlays")
    void servicesHaveWhatTheyCantDoWithout(Manifests overlay) {
        for (var service : ServiceSettings.services()) {
            assertThat(environment(overlay, overlay.named("Deployment", service)))
                    .as(service)
                    .containsKeys("LOGMESH_SOURCES_FILE", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SECURITY_PROTOCOL");
        }
        assertThat(environment(overlay, overlay.named("Deployment", "s3-archiver")))
                .containsKeys("LOGMESH_ARCHIVER_BUCKET", "LOGMESH_ARCHIVER_REGION");
        assertThat(environment(overlay, overlay.named("Deployment", "es-indexer")))
                .containsKey("LOGMESH_INDEXER_HOSTS");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noSecretIsInTheClear(Manifests overlay) {
        overlay.workloads().forEach(workload -> assertThat(environment(overlay, workload))
                .as(Manifests.describe(workload))
                .allSatisfy(
                        (name, value) -> assertThat(SECRET_NAME.matcher(name).matches() && !value.isEmpty())
                                .as(name)
                                .isFalse()));
        // Roles are read from a Secret, and are none.
        assertThat(overlay.kind("Secret").map(Manifests::nameOf))
                .allMatch(name -> name.matches("logmesh-(?:indexer|operator)-role"));
    }

    /** By name; empty for a value that a Secret has. */
    private static Map<String, String> environment(Manifests overlay, JsonNode workload) {
        var variables = new TreeMap<String, String>();
        Manifests.containersOf(workload).forEach(container -> {
            Manifests.list(container.path("envFrom"))
                    .map(source -> source.at("/configMapRef/name").asText())
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> overlay.named("ConfigMap", name)
                            .get("data")
                            .properties()
                            .forEach(entry -> variables.put(
                                    entry.getKey(), entry.getValue().asText())));
            Manifests.list(container.path("env"))
                    .forEach(variable -> variables.put(
                            variable.get("name").asText(),
                            variable.path("value").asText()));
        });
        return variables;
    }

    /** In one place, and where docker-compose.yml runs the same, the same. */
    @ParameterizedTest
    @MethodSource("overlays")
    void imagesArePinned(Manifests overlay) throws IOException {
        var compose = Files.readAllLines(Path.of("..", ".env"));
        overlay.workloads().flatMap(Manifests::containersOf).forEach(container -> {
            var image = container.get("image").asText();
            var repository = image.replaceFirst(":[^:/]*$", "");
            assertThat(image).matches(".+:(?!latest$)[\\w.-]+");
            assertThat(compose.stream().filter(line -> line.matches("\\w+=" + Pattern.quote(repository) + ":.*")))
                    .allMatch(line -> line.endsWith('=' + image));
        });
        for (var operated : Map.of("Kafka", "/spec/kafka/version", "Elasticsearch", "/spec/version")
                .entrySet()) {
            overlay.kind(operated.getKey()).forEach(object -> assertThat(compose)
                    .anyMatch(line ->
                            line.endsWith(':' + object.at(operated.getValue()).asText())));
        }
    }
}
