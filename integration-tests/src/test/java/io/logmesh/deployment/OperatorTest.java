package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.Main;
import io.logmesh.cli.connection.ConnectionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Option;

/** The pod in which the mesh's commands are: what it is told is what they read. */
class OperatorTest {

    private static final Path FOLDER = Manifests.FOLDER.resolve(Path.of("components", "operator"));

    private static Properties connection() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve("mesh.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void kafkasClientsTakeThePasswordFromTheSecretsFolder(@TempDir Path secret) throws IOException {
        Files.writeString(secret.resolve("sasl.jaas.config"), "made by the operator");
        var kafka = new Properties();
        connection().forEach((key, value) -> {
            if (((String) key).startsWith("kafka.")) {
                kafka.put(((String) key).substring(6), ((String) value).replace("/etc/kafka-user", secret.toString()));
            }
        });

        var config = new AdminClientConfig(kafka);

        assertThat(config.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value()).isEqualTo("made by the operator");
        assertThat(kafka.keySet())
                .allMatch(key ->
                        AdminClientConfig.configNames().contains(key) || ((String) key).startsWith("config.providers"));
    }

    @Test
    void theServicesAreThose() throws IOException {
        assertThat(connection().stringPropertyNames().stream()
                        .filter(key -> key.startsWith("service."))
                        .map(key -> key.substring("service.".length())))
                .containsExactlyInAnyOrderElementsOf(ServiceSettings.services());
    }

    @Test
    void theCommandsReadItsEnvironment() throws IOException {
        var read = Stream.of(ConnectionOptions.class.getDeclaredFields())
                .map(field -> field.getAnnotation(Option.class))
                .filter(Objects::nonNull)
                .map(Option::defaultValue)
                .toList();
        var container = Manifests.parse(Files.readString(FOLDER.resolve("operator.yaml")))
                .getFirst()
                .at("/spec/template/spec/containers/0");

        assertThat(Manifests.list(container.get("env"))
                        .map(variable -> "${env:" + variable.get("name").asText() + '}'))
                .isNotEmpty()
                .allMatch(read::contains);
        assertThat(Files.readString(FOLDER.resolve("logmesh")))
                .contains("\n  -cp @/app/jib-classpath-file " + Main.class.getName());
    }
}
