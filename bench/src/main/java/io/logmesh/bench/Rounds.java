package io.logmesh.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs a comparison in rounds, the two sides in turns and each first every other time, so that whatever drifts on the
 * machine (heat, page cache, a neighbour) drifts for both. The first round warms up and is not counted.
 */
final class Rounds {

    private final int counted;
    private final Consumer<String> progress;

    Rounds(int counted, Consumer<String> progress) {
        this.counted = counted;
        this.progress = progress;
    }

    Result run(Comparison comparison) throws Exception {
        var baseline = new ArrayList<Double>();
        var subject = new ArrayList<Double>();
        progress.accept(comparison.name() + ": preparing");
        comparison.prepare();
        for (int round = 0; round <= counted; round++) {
            boolean warmUp = round == 0;
            if (round % 2 == 0) {
                baseline.add(comparison.baseline());
                subject.add(comparison.subject());
            } else {
                subject.add(comparison.subject());
                baseline.add(comparison.baseline());
            }
            progress.accept(line(comparison, round, baseline.getLast(), subject.getLast()));
            if (warmUp) {
                baseline.clear();
                subject.clear();
            }
        }
        return new Result(
                comparison.name(), comparison.question(), comparison.unit(), baseline, subject, comparison.remarks());
    }

    private String line(Comparison comparison, int round, double baseline, double subject) {
        return "%s: %s: baseline %,.0f, subject %,.0f %s"
                .formatted(
                        comparison.name(),
                        round == 0 ? "warm-up" : "round " + round + " of " + counted,
                        baseline,
                        subject,
                        comparison.unit());
    }

    /** What each counted round gave, in {@code unit}; {@link #ratio} is what a claim may rest on. */
    record Result(
            String name,
            String question,
            String unit,
            List<Double> baseline,
            List<Double> subject,
            List<String> remarks) {

        /** The median of each round's own: what slowed a round down did so to both sides of it. */
        double ratio() {
            return median(IntStream.range(0, subject.size())
                    .mapToObj(round -> subject.get(round) / baseline.get(round))
                    .toList());
        }

        static double median(List<Double> values) {
            var sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }
}
