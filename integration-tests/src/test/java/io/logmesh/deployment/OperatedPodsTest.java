package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods that Strimzi and ECK make in the mesh's namespace, which holds them to the same level as the mesh's own. */
class OperatedPodsTest {

    /** As an operator's object describes it. */
    private record OperatedPod(String whose, JsonNode context, List<JsonNode> containers) {

        static Stream<OperatedPod> in(Manifests overlay) {
            var kafka = overlay.kind("Kafka").flatMap(object -> {
                boolean isRackAware = object.at("/spec/kafka").has("rack");
                return Stream.of(
                        of(
                                object,
                                "/spec/kafka/template",
                                isRackAware ? List.of("kafkaContainer", "initContainer") : List.of("kafkaContainer")),
                        of(
                                object,
                                "/spec/entityOperator/template",
                                List.of("topicOperatorContainer", "userOperatorContainer")));
            });
            var elastic = Stream.of("Elasticsearch", "Kibana")
                    .flatMap(overlay::kind)
                    .flatMap(object -> object.findValues("podTemplate").stream()
                            .map(template -> new OperatedPod(
                                    Manifests.describe(object),
                                    template.at("/spec/securityContext"),
                                    Manifests.list(template.at("/spec/containers"))
                                            .toList())));
            return Stream.concat(kafka, elastic);
        }

        private static OperatedPod of(JsonNode object, String template, List<String> containers) {
            return new OperatedPod(
                    Manifests.describe(object) + template,
                    object.at(template + "/pod/securityContext"),
                    containers.stream()
                            .map(name -> object.at(template + '/' + name))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("io.logmesh.deployment.PodSecurityTest#overlays")
    void whatOperatorsRunIsRestrictedToo(Manifests overlay) {
        OperatedPod.in(overlay).forEach(pod -> {
            assertThat(pod.context().path("runAsNonRoot").asBoolean())
                    .as(pod.whose())
                    .isTrue();
            assertThat(pod.context().at("/seccompProfile/type").asText())
                    .as(pod.whose())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.containers())
                    .as(pod.whose())
                    .isNotEmpty()
                    .allMatch(container -> PodSecurityTest.isHarmless(container.path("securityContext")));
        });
    }
}
