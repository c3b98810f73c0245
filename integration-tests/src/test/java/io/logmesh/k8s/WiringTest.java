package io.logmesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What names something names something that is there. */
class WiringTest {

    /** Made by hand or by an operator, and named in k8s/README.md. */
    private static final Pattern SECRETS_OF_OTHERS = Pattern.compile("logmesh-(?:kafka|s3|elasticsearch|cluster-ca-cert"
            + "|es-http-certs-public|es-elastic-user|indexer-user|collector|keda|es-s3|tiered-storage)");

    /** A name that a value in the clear must not have; what an access key's id says is no secret. */
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(?:PASSWORD|SECRET|TOKEN|API_KEY|JAAS|CREDENTIAL|REDACTION_KEY).*");

    static Stream<Manifests> overlays() throws IOException {
        return Manifests.rendered();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void selectorsFindPods(Manifests overlay) {
        overlay.workloads()
                .filter(workload -> workload.get("spec").has("selector"))
                .forEach(workload -> assertThat(matches(workload.at("/spec/selector/matchLabels"), labelsOf(workload)))
                        .as(Manifests.describe(workload))
                        .isTrue());
        Stream.concat(
                        overlay.kind("Service").map(service -> service.at("/spec/selector")),
                        overlay.kind("PodDisruptionBudget").map(budget -> budget.at("/spec/selector/matchLabels")))
                .forEach(selector -> assertThat(overlay.workloads())
                        .as("selector %s", selector)
                        .filteredOn(workload -> matches(selector, labelsOf(workload)))
                        .hasSize(1));
    }

    /** But for those of operators' pods, and of other namespaces, every policy is of a pod that there is. */
    @ParameterizedTest
    @MethodSource("overlays")
    void policiesAreOfPodsThatThereAre(Manifests overlay) {
        var names = overlay.workloads()
                .map(workload ->
                        labelsOf(workload).path("app.kubernetes.io/name").asText())
                .collect(Collectors.toSet());
        var selected = overlay.kind("NetworkPolicy")
                .flatMap(policy -> policy.findValues("podSelector").stream())
                .flatMap(WiringTest::namesIn)
                .collect(Collectors.toSet());

        assertThat(names).containsAll(selected);
    }

    private static Stream<String> namesIn(JsonNode selector) {
        return Stream.concat(
                Stream.of(selector.at("/matchLabels/app.kubernetes.io~1name").asText())
                        .filter(name -> !name.isEmpty()),
                Manifests.list(selector.path("matchExpressions"))
                        .flatMap(expression -> Manifests.list(expression.get("values")))
                        .map(JsonNode::asText));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void portsAreThere(Manifests overlay) {
        overlay.kind("Service").forEach(service -> {
            var target = overlay.workloads()
                    .filter(workload -> matches(service.at("/spec/selector"), labelsOf(workload)))
                    .findFirst()
                    .orElseThrow();
            assertThat(portsOf(target)).containsAll(service.findValuesAsText("targetPort"));
        });
        overlay.workloads().forEach(workload -> assertThat(portsOf(workload))
                .as(Manifests.describe(workload))
                .containsAll(Manifests.containersOf(workload)
                        .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                .map(container::path))
                        .flatMap(probe -> probe.findValuesAsText("port").stream())
                        .toList()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void configMapsAndSecretsAreThere(Manifests overlay) {
        overlay.workloads().forEach(workload -> {
            var pod = Manifests.podOf(workload);
            assertThat(names(pod, "configMapRef", "configMap", "configMapKeyRef"))
                    .as(Manifests.describe(workload))
                    .allMatch(name -> overlay.named("ConfigMap", name).isObject());
            assertThat(names(pod, "secretRef", "secret", "secretKeyRef"))
                    .as(Manifests.describe(workload))
                    .allMatch(name -> SECRETS_OF_OTHERS.matcher(name).matches()
                            || overlay.named("KafkaUser", name).isObject());
        });
    }

    private static Set<String> names(JsonNode pod, String... references) {
        return Stream.of(references)
                .flatMap(reference -> pod.findValues(reference).stream())
                .map(reference -> reference.has("secretName") ? reference.get("secretName") : reference.path("name"))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void accountsAreThere(Manifests overlay) {
        overlay.workloads().forEach(workload -> {
            var account = Manifests.podOf(workload).path("serviceAccountName").asText();
            assertThat(overlay.named("ServiceAccount", account).isObject())
                    .as("%s has an account of its own: %s", Manifests.describe(workload), account)
                    .isTrue();
        });
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
        assertThat(overlay.kind("Secret").map(Manifests::nameOf)).allMatch("logmesh-indexer-role"::equals);
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

    private static JsonNode labelsOf(JsonNode workload) {
        return workload.at("/spec/template/metadata/labels");
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }

    private static Set<String> portsOf(JsonNode workload) {
        return Manifests.containersOf(workload)
                .flatMap(container -> Manifests.list(container.path("ports")))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
    }
}
