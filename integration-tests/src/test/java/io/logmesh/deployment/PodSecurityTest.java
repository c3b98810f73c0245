package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The level "restricted" of Kubernetes' Pod Security Standards, rule by rule, for all pods but the collectors', which mount the
 * nodes' folders; and what a review asks for besides.
 */
class PodSecurityTest {

    private static final String COLLECTORS = "logmesh-collectors";

    /** The standard's list of volumes. */
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static Stream<Manifests> overlays() throws IOException {
        return Manifests.rendered();
    }

    private static Stream<JsonNode> restricted(Manifests overlay) {
        return overlay.workloads().filter(workload -> !namespaceOf(workload).equals(COLLECTORS));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsShareNothingWithTheirNode(Manifests overlay) {
        restricted(overlay).map(Manifests::podOf).forEach(pod -> {
            assertThat(Set.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
            assertThat(Manifests.list(pod.path("volumes"))
                            .flatMap(volume -> volume.propertyStream().map(java.util.Map.Entry::getKey))
                            .filter(field -> !field.equals("name")))
                    .allMatch(VOLUMES::contains);
            assertThat(pod.findValues("hostPort")).isEmpty();
            assertThat(pod.at("/securityContext/sysctls").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsRunAsNobody(Manifests overlay) {
        restricted(overlay).forEach(workload -> {
            var context = Manifests.podOf(workload).path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean())
                    .as(Manifests.describe(workload))
                    .isTrue();
            assertThat(context.path("runAsUser").asInt())
                    .as(Manifests.describe(workload))
                    .isPositive();
            assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void containersMayDoNothing(Manifests overlay) {
        restricted(overlay).flatMap(Manifests::containersOf).forEach(container -> {
            var context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("privileged").asBoolean(false)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(Manifests.list(context.at("/capabilities/drop")).map(JsonNode::asText))
                    .containsExactly("ALL");
            assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
            assertThat(Set.of("procMount", "seLinuxOptions", "runAsUser", "runAsNonRoot", "seccompProfile"))
                    .as("nothing of the pod's is taken back")
                    .noneMatch(context::has);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsHaveAsMuchMemoryAsTheyMayUse(Manifests overlay) {
        overlay.workloads().flatMap(Manifests::containersOf).forEach(container -> {
            var resources = container.path("resources");
            assertThat(resources.at("/requests/memory").asText())
                    .isNotEmpty()
                    .isEqualTo(resources.at("/limits/memory").asText());
            assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
            assertThat(resources.at("/requests/ephemeral-storage").asText()).isNotEmpty();
            assertThat(resources.at("/limits/ephemeral-storage").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyTalksToTheApiServerUnasked(Manifests overlay) {
        boolean watches = overlay.named("Role", "logmesh-catalog-watch").isObject();
        restricted(overlay).forEach(workload -> assertThat(Manifests.podOf(workload)
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .as(Manifests.describe(workload))
                .isEqualTo(watches && Manifests.nameOf(workload).startsWith("enricher")));
    }

    /** Root, for the kubelet's files; but they take nothing else of the node, and write to one folder of it alone. */
    @ParameterizedTest
    @MethodSource("overlays")
    void collectorsReadTheNodesLogsAndNothingElse(Manifests overlay) {
        overlay.workloads()
                .filter(workload -> namespaceOf(workload).equals(COLLECTORS))
                .map(Manifests::podOf)
                .forEach(pod -> {
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(Set.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
                    assertThat(pod.findValues("hostPort")).isEmpty();
                    assertThat(pod.findValues("hostPath").stream()
                                    .map(path -> path.get("path").asText()))
                            .containsExactlyInAnyOrder("/var/log", "/var/lib/logmesh-collector");
                    Manifests.list(pod.get("containers")).forEach(container -> {
                        assertThat(isHarmless(container.path("securityContext")))
                                .isTrue();
                        assertThat(Manifests.list(container.get("volumeMounts"))
                                        .filter(mount -> !mount.path("readOnly").asBoolean())
                                        .map(mount -> mount.get("mountPath").asText()))
                                .containsExactly("/var/lib/logmesh-collector");
                    });
                });
    }

    static boolean isHarmless(JsonNode context) {
        return !context.path("allowPrivilegeEscalation").asBoolean(true)
                && !context.path("privileged").asBoolean()
                && context.at("/capabilities/drop/0").asText().equals("ALL")
                && context.at("/capabilities/add").isMissingNode();
    }

    /** The namespaces hold pods to what is checked here. */
    @ParameterizedTest
    @MethodSource("overlays")
    void namespacesEnforceIt(Manifests overlay) {
        overlay.kind("Namespace").forEach(namespace -> assertThat(namespace
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo(Manifests.nameOf(namespace).equals(COLLECTORS) ? "privileged" : "restricted"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyNamespaceIsClosedByDefault(Manifests overlay) {
        overlay.kind("Namespace").forEach(namespace -> assertThat(overlay.kind("NetworkPolicy"))
                .as(Manifests.describe(namespace))
                .anyMatch(policy -> namespaceOf(policy).equals(Manifests.nameOf(namespace))
                        && policy.at("/spec/podSelector").isEmpty()
                        && policy.at("/spec/policyTypes").size() == 2
                        && !policy.at("/spec").has("ingress")));
    }

    private static String namespaceOf(JsonNode object) {
        return object.at("/metadata/namespace").asText();
    }
}
