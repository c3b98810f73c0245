package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ScaledObjects name and count on is what there is: groups, partitions, markers. */
class ScaledObjectTest {

    /** A transaction's marker may look like a record that is left, in each partition. */
    @ParameterizedTest
    @MethodSource("io.logmesh.deployment.ScalingTest#services")
    void markersWakeNobody(String service) {
        int partitions = ScalingTest.scaling(service).max();
        var autoscaler = new Autoscaler(ScalingTest.scaling(service));

        assertThat(autoscaler.isActive(100L * partitions * 2))
                .as("a hundred sources, with the partitions of production")
                .isFalse();
        assertThat(autoscaler.isActive(ScalingTest.rate(service))).isTrue();
    }

    /** In the overlay that has topics of its own. */
    @Test
    void noServiceHasMorePodsThanPartitions() throws IOException {
        var rendered = Manifests.rendered()
                .filter(manifests -> manifests.name().equals("production"))
                .findFirst()
                .orElseThrow();
        for (var topic : List.of("logs.raw", "logs.routed")) {
            int partitions =
                    rendered.named("KafkaTopic", topic).at("/spec/partitions").asInt();
            assertThat(rendered.kind("ScaledObject")
                            .map(object -> object.at("/spec/maxReplicaCount").asInt()))
                    .isNotEmpty()
                    .containsOnly(partitions);
        }
        for (var made : Map.of(
                        "enricher", List.of("LOGMESH_ENRICHER_PARTITIONS", "LOGMESH_ENRICHER_ROUTED_PARTITIONS"),
                        "router", List.of("LOGMESH_ROUTER_ROUTED_PARTITIONS"))
                .entrySet()) {
            assertThat(rendered.kind("ScaledObject")
                            .map(object -> object.at("/spec/maxReplicaCount").asText()))
                    .as("the enriched topics, which the sinks read, and the lanes")
                    .containsOnly(made.getValue().stream()
                            .map(name -> variable(rendered.named("Deployment", made.getKey()), name))
                            .distinct()
                            .toArray(String[]::new));
        }
        rendered.kind("ScaledObject")
                .forEach(object -> assertThat(rendered.named("Deployment", Manifests.nameOf(object))
                                .at("/spec")
                                .has("replicas"))
                        .isFalse());
    }

    private static String variable(JsonNode workload, String name) {
        return Manifests.containersOf(workload)
                .flatMap(container -> Manifests.list(container.get("env")))
                .filter(variable -> variable.get("name").asText().equals(name))
                .map(variable -> variable.get("value").asText())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("io.logmesh.deployment.ScalingTest#services")
    void groupsAreTheServicesOwn(String service) throws IOException {
        var settings = Files.readString(Path.of("..", service, "src", "main", "resources", "application.properties"));
        var group = ScalingTest.file(ScalingTest.KEDA, service)
                .at("/spec/triggers/0/metadata/consumerGroup")
                .asText();

        assertThat(settings.lines()).anyMatch(line -> line.matches(".*(?:application-id|group\\.id)=" + group));
    }
}
