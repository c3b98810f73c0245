package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The enricher of a lane, as {@code k8s/lane} has it for one to copy. */
class LaneTest {

    private static final String LANE = "important";
    private static final String NAME = "enricher-" + LANE;

    private static Manifests overlay;

    @BeforeAll
    static void render() throws IOException {
        overlay = Manifests.rendered()
                .filter(manifests -> manifests.named("Deployment", NAME).isObject())
                .findFirst()
                .orElseThrow();
    }

    /** So that what is changed of the one, by hand or by a component, is changed of the other. */
    @Test
    void itIsTheEnricherButForItsLane() {
        var lane = pod(NAME);
        var variables = lane.withArray("/containers/0/env");
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).get("name").asText().equals("LOGMESH_ENRICHER_LANE")) {
                assertThat(variables.remove(i).get("value").asText()).isEqualTo(LANE);
            }
        }

        assertThat(lane).isEqualTo(pod("enricher"));
    }

    private static ObjectNode pod(String deployment) {
        return Manifests.podOf(overlay.named("Deployment", deployment)).deepCopy();
    }

    @Test
    void noSelectorOfTheEnrichersFindsItsPods() {
        JsonNode labels = overlay.named("Deployment", NAME).at("/spec/template/metadata/labels");

        assertThat(labels.get("app.kubernetes.io/name").asText()).isEqualTo(NAME);
        assertThat(labels.get("logmesh.io/role").asText()).isEqualTo("service");
    }

    @Test
    void itIsScaledByItsOwnLag() throws IOException {
        var lane = scaling("lane/scaled-object.yaml");
        var common = scaling("components/keda/enricher.yaml");

        assertThat(lane.at("/spec/triggers/0/metadata/topic").asText()).isEqualTo(Topics.routed(LANE));
        assertThat(lane.at("/spec/triggers/0/metadata/consumerGroup").asText()).isEqualTo("logmesh-" + NAME);
        assertThat(lane.at("/spec/scaleTargetRef/name").asText()).isEqualTo(NAME);
        assertThat(Scaling.ofKeda(lane)).isEqualTo(Scaling.ofKeda(common));
    }

    /** Who scales a Deployment sets its replicas, and nobody else does. */
    @Test
    void kedaScalesItBesideTheOthers() throws IOException {
        Assumptions.assumeTrue(Manifests.hasKubectl(), "there is no kubectl to render it");
        var folder = Files.createDirectories(Path.of("target", "k8s-lane"));
        Files.writeString(folder.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../../k8s/base, ../../../k8s/lane]
                components: [../../../k8s/components/keda]
                """);

        var deployments = Manifests.parse(Manifests.kustomize(folder)).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .toList();

        assertThat(deployments)
                .extracting(object -> object.at("/metadata/name").asText())
                .contains(NAME, "enricher");
        assertThat(deployments).allMatch(object -> object.at("/spec/replicas").isMissingNode());
    }

    private static JsonNode scaling(String file) throws IOException {
        return Manifests.parse(Files.readString(Manifests.FOLDER.resolve(file))).getFirst();
    }
}
