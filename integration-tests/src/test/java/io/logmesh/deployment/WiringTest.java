package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What names something names something that is there. */
class WiringTest {

    /** Made by hand or by an operator, and named in k8s/README.md. */
    private static final Pattern SECRETS_OF_OTHERS = Pattern.compile(
            "logmesh-(?:kafka|s3|elasticsearch|cluster-ca-cert"
                    + "|es-http-certs-public|es-elastic-user|indexer-user|operator-user|redaction|collector|keda|es-s3|tiered-storage)");

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
        assertThat(overlay.kind("NetworkPolicy").flatMap(WiringTest::rolesIn))
                .isNotEmpty()
                .allMatch(role -> overlay.workloads()
                        .anyMatch(workload -> labelsOf(workload).properties().contains(role)));
    }

    /** Labels of our own, by which a policy is of several pods. */
    private static Stream<Map.Entry<String, JsonNode>> rolesIn(JsonNode policy) {
        return policy.findValues("podSelector").stream()
                .flatMap(selector -> selector.path("matchLabels").properties().stream())
                .filter(label -> label.getKey().startsWith("logmesh.io/"));
    }

    /** Whoever knows the bucket has a way to it; where it is a pod of the mesh, that one lets them in. */
    @ParameterizedTest
    @MethodSource("overlays")
    void whoUsesTheArchiveGetsThere(Manifests overlay) {
        var users = overlay.workloads()
                .filter(workload -> names(Manifests.podOf(workload), "configMapRef", "configMapKeyRef").stream()
                        .anyMatch(name -> name.startsWith("logmesh-s3")))
                .toList();
        assertThat(users).isNotEmpty();
        for (var user : users) {
            assertThat(matches(
                            overlay.named("NetworkPolicy", "s3").at("/spec/podSelector/matchLabels"), labelsOf(user)))
                    .as(Manifests.describe(user))
                    .isTrue();
            assertThat(overlay.named("Deployment", "s3").isMissingNode()
                            || matches(
                                    overlay.named("NetworkPolicy", "s3-itself")
                                            .at("/spec/ingress/0/from/0/podSelector/matchLabels"),
                                    labelsOf(user)))
                    .as("%s is let in", Manifests.describe(user))
                    .isTrue();
        }
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
