package io.logmesh.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the controller of HorizontalPodAutoscalers does every {@value #SYNC_SECONDS} seconds, with the metrics that KEDA gives it:
 * the highest of what the metrics ask for, within the behaviour of the object.
 */
final class Autoscaler {

    static final int SYNC_SECONDS = 15;

    /** A metric that is this near to its target changes nothing. */
    private static final double TOLERANCE = 0.1;

    private final Scaling scaling;
    private final List<Look> looks = new ArrayList<>();

    /** @param asked what the metrics asked for then */
    private record Look(int second, int pods, int asked) {}

    Autoscaler(Scaling scaling) {
        this.scaling = scaling;
    }

    /** What KEDA's scaler hands over as the metric: lag beyond what the partitions can share counts only with idle consumers. */
    long lagMetric(long lag, int partitions) {
        return !scaling.idleConsumers() && lag / scaling.lagThreshold() > partitions
                ? partitions * scaling.lagThreshold()
                : lag;
    }

    /** Whether KEDA would wake a service that is scaled to zero. */
    boolean isActive(long lag) {
        return lag > scaling.activationThreshold();
    }

    /**
     * How many pods there are to be.
     *
     * @param cores that all pods use together
     */
    int pods(int second, int pods, long lag, int partitions, double cores) {
        int asked = 0;
        if (scaling.lagThreshold() > 0) {
            asked = Math.max(asked, asked(pods, lagMetric(lag, partitions), scaling.lagThreshold()));
        }
        if (scaling.cores() > 0) {
            asked = Math.max(asked, asked(pods, cores, scaling.cores()));
        }
        looks.add(new Look(second, pods, asked));
        return Math.clamp(limited(second, pods), scaling.min(), scaling.max());
    }

    /** Of a target that is an average for each pod. */
    private static int asked(int pods, double metric, double target) {
        return Math.abs(metric / (target * pods) - 1) <= TOLERANCE ? pods : (int) Math.ceil(metric / target);
    }

    private int limited(int second, int pods) {
        int up = askedSince(second - scaling.scaleUp().windowSeconds()).min().orElse(pods);
        int down =
                askedSince(second - scaling.scaleDown().windowSeconds()).max().orElse(pods);
        if (up > pods) {
            return Math.min(up, scaling.scaleUp().limit(ago -> fewestSince(second - ago), 1));
        }
        return down < pods ? Math.max(down, scaling.scaleDown().limit(ago -> mostSince(second - ago), -1)) : pods;
    }

    private IntStream askedSince(int second) {
        return looks.reversed().stream()
                .takeWhile(look -> look.second() >= second)
                .mapToInt(Look::asked);
    }

    /** A policy counts from how many there were at its period's beginning, before pods were added in it. */
    private int fewestSince(int second) {
        return looks.reversed().stream()
                .takeWhile(look -> look.second() >= second)
                .mapToInt(Look::pods)
                .min()
                .orElseThrow();
    }

    private int mostSince(int second) {
        return looks.reversed().stream()
                .takeWhile(look -> look.second() >= second)
                .mapToInt(Look::pods)
                .max()
                .orElseThrow();
    }
}
