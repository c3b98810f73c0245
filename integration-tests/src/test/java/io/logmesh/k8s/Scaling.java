package io.logmesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * How one service is scaled, as a ScaledObject or a HorizontalPodAutoscaler says it.
 *
 * @param lagThreshold records of lag for each pod; 0 where lag does not count
 * @param activationThreshold records of lag beyond which a service that is scaled to zero is woken
 * @param idleConsumers whether lag may ask for more pods than there are partitions
 * @param cores that each pod is to use on average; 0 where CPU does not count
 */
record Scaling(
        int min,
        int max,
        long lagThreshold,
        long activationThreshold,
        boolean idleConsumers,
        double cores,
        Behaviour scaleUp,
        Behaviour scaleDown) {

    /** @param windowSeconds for so long, the recommendation that changes least counts */
    record Behaviour(int windowSeconds, List<Policy> policies) {

        /** How many pods there may be at most, or at least, given how many have been there {@code seconds} ago. */
        int limit(IntUnaryOperator podsBefore, int direction) {
            var limits = policies.stream()
                    .mapToInt(policy -> policy.limit(podsBefore.applyAsInt(policy.seconds()), direction));
            return direction > 0
                    ? limits.max().orElse(Integer.MAX_VALUE)
                    : limits.min().orElse(0);
        }
    }

    record Policy(boolean isPercent, int value, int seconds) {

        int limit(int before, int direction) {
            return isPercent ? (int) Math.ceil(before * (1 + direction * value / 100.0)) : before + direction * value;
        }
    }

    static Scaling ofKeda(JsonNode scaledObject) {
        var spec = scaledObject.get("spec");
        var kafka = trigger(spec, "kafka").orElseThrow();
        var cpu = trigger(spec, "cpu");
        return new Scaling(
                spec.get("minReplicaCount").asInt(),
                spec.get("maxReplicaCount").asInt(),
                kafka.get("lagThreshold").asLong(),
                kafka.get("activationLagThreshold").asLong(),
                kafka.get("allowIdleConsumers").asBoolean(),
                cpu.map(metadata -> cores(metadata.get("value").asText())).orElse(0.0),
                behaviour(spec.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleUp")),
                behaviour(spec.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown")));
    }

    static Scaling ofHpa(JsonNode autoscaler) {
        var spec = autoscaler.get("spec");
        return new Scaling(
                spec.get("minReplicas").asInt(),
                spec.get("maxReplicas").asInt(),
                0,
                0,
                true,
                cores(spec.at("/metrics/0/resource/target/averageValue").asText()),
                behaviour(spec.at("/behavior/scaleUp")),
                behaviour(spec.at("/behavior/scaleDown")));
    }

    Scaling withoutCpu() {
        return new Scaling(min, max, lagThreshold, activationThreshold, idleConsumers, 0, scaleUp, scaleDown);
    }

    /** 0 for no regard of lag. */
    Scaling withLagThreshold(long threshold) {
        return new Scaling(min, max, threshold, activationThreshold, idleConsumers, cores, scaleUp, scaleDown);
    }

    private static Optional<JsonNode> trigger(JsonNode spec, String type) {
        return Manifests.list(spec.get("triggers"))
                .filter(trigger -> trigger.get("type").asText().equals(type))
                .map(trigger -> trigger.get("metadata"))
                .findFirst();
    }

    private static Behaviour behaviour(JsonNode behaviour) {
        Stream<Policy> policies = Manifests.list(behaviour.get("policies"))
                .map(policy -> new Policy(
                        policy.get("type").asText().equals("Percent"),
                        policy.get("value").asInt(),
                        policy.get("periodSeconds").asInt()));
        return new Behaviour(behaviour.get("stabilizationWindowSeconds").asInt(), policies.toList());
    }

    private static double cores(String quantity) {
        return quantity.endsWith("m")
                ? Integer.parseInt(quantity.substring(0, quantity.length() - 1)) / 1000.0
                : Double.parseDouble(quantity);
    }
}
