package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a change does to running pods. */
class RolloutTest {

    static Stream<Manifests> overlays() throws IOException {
        return Manifests.rendered();
    }

    private static Stream<JsonNode> services(Manifests overlay) {
        return ServiceSettings.services().stream().map(name -> overlay.named("Deployment", name));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anOldPodGoesOnlyWhenANewOneIsReady(Manifests overlay) {
        services(overlay).forEach(service -> {
            var spec = service.get("spec");
            assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                    .isZero();
            assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
            assertThat(spec.path("minReadySeconds").asInt()).isPositive();
            var startup = Manifests.podOf(service).at("/containers/0/startupProbe");
            assertThat(spec.path("progressDeadlineSeconds").asInt())
                    .as("the rollout waits longer than a start may take")
                    .isGreaterThan(startup.get("periodSeconds").asInt()
                            * startup.get("failureThreshold").asInt());
            assertThat(Manifests.podOf(service)
                            .path("terminationGracePeriodSeconds")
                            .asInt())
                    .as("the services give themselves 10 s, and Quarkus some more")
                    .isGreaterThanOrEqualTo(30);
        });
    }

    /** Whatever a pod reads only at its start has a name with a hash, so that a change makes new pods; the sources have none. */
    @ParameterizedTest
    @MethodSource("overlays")
    void onlyWhatIsReadAtTheStartMakesNewPods(Manifests overlay) {
        services(overlay).map(Manifests::podOf).forEach(pod -> {
            assertThat(pod.findValues("configMapRef").stream()
                            .map(map -> map.get("name").asText()))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("logmesh-(?:kafka|s3|elasticsearch)-[a-z0-9]{10}"));
            assertThat(pod.findValues("configMap").stream()
                            .map(map -> map.get("name").asText()))
                    .containsExactly("logmesh-sources");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsAreSpread(Manifests overlay) {
        services(overlay).map(Manifests::podOf).forEach(pod -> {
            assertThat(Manifests.list(pod.get("topologySpreadConstraints"))
                            .map(constraint -> constraint.get("topologyKey").asText()))
                    .containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            assertThat(overlay.named(
                                    "PriorityClass",
                                    pod.path("priorityClassName").asText())
                            .isObject())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whoEndsTellsWhy(Manifests overlay) {
        overlay.workloads()
                .flatMap(workload -> Manifests.list(Manifests.podOf(workload).get("containers")))
                .forEach(container -> assertThat(
                                container.path("terminationMessagePolicy").asText())
                        .isEqualTo("FallbackToLogsOnError"));
    }

    /** It can be applied alone, by its label, before anything else is changed. */
    @ParameterizedTest
    @MethodSource("overlays")
    void theCheckStandsAlone(Manifests overlay) {
        assertThat(theCheck(overlay).map(Manifests::describe))
                .containsExactlyInAnyOrder("Job check", "ConfigMap logmesh-check", "ServiceAccount check");
        var pod = Manifests.podOf(overlay.named("Job", "check"));

        assertThat(pod.has("priorityClassName"))
                .as("a class is not there before the first sync")
                .isFalse();
        assertThat(pod.get("serviceAccountName").asText()).isEqualTo("check");
        assertThat(pod.findValues("configMap").stream()
                        .map(map -> map.get("name").asText()))
                .containsExactly("logmesh-check");
        assertThat(Set.of("secret", "configMapRef", "secretRef", "persistentVolumeClaim"))
                .allMatch(reference -> pod.findValues(reference).isEmpty());
    }

    /** All of it before the sync, and what the Job needs before the Job: else it would check the file that is in use. */
    @ParameterizedTest
    @MethodSource("overlays")
    void argoChecksTheNewFile(Manifests overlay) {
        theCheck(overlay).forEach(object -> {
            assertThat(argo(object, "hook")).as(Manifests.describe(object)).isEqualTo("PreSync");
            assertThat(argo(object, "hook-delete-policy"))
                    .as(Manifests.describe(object))
                    .isEqualTo("BeforeHookCreation");
            assertThat(argo(object, "sync-wave"))
                    .as(Manifests.describe(object))
                    .isEqualTo(object.get("kind").asText().equals("Job") ? "" : "-1");
        });
        assertThat(overlay.objects().stream()
                        .filter(object -> !argo(object, "hook").isEmpty()))
                .hasSize(3);
    }

    private static Stream<JsonNode> theCheck(Manifests overlay) {
        return overlay.objects().stream().filter(object -> object.at("/metadata/labels/app.kubernetes.io~1component")
                .asText()
                .equals("check"));
    }

    private static String argo(JsonNode object, String annotation) {
        return object.at("/metadata/annotations/argocd.argoproj.io~1" + annotation)
                .asText();
    }
}
