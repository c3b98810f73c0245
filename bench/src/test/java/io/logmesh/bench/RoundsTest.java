package io.logmesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void takesTurnsAndLeavesTheWarmUpOut() throws Exception {
        var order = new ArrayList<String>();

        var result = new Rounds(3, _ -> {}).run(new Scripted(order));

        assertThat(order)
                .containsExactly(
                        "prepare",
                        "baseline",
                        "subject",
                        "subject",
                        "baseline",
                        "baseline",
                        "subject",
                        "subject",
                        "baseline");
        assertThat(result.baseline()).containsExactly(102.0, 103.0, 104.0);
        assertThat(result.subject()).containsExactly(52.0, 53.0, 54.0);
        assertThat(result.ratio()).isCloseTo(53.0 / 103.0, within(1e-9));
    }

    @Test
    void takesTheMiddleOfTheRounds() {
        assertThat(Rounds.Result.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Rounds.Result.median(List.of(9.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void makesRecordsOfTheSizeAskedFor() {
        assertThat(List.of(FluentdRecords.ofSize(640, 7), FluentdRecords.ofSize(1024, 49)))
                .extracting(record -> record.length)
                .containsExactly(640, 1024);
    }

    /** Gives 100 and one more each time to the baseline, 50 and one more each time to the subject. */
    private static final class Scripted implements Comparison {

        private final List<String> order;
        private double baseline = 100;
        private double subject = 50;

        Scripted(List<String> order) {
            this.order = order;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String question() {
            return "does it take turns?";
        }

        @Override
        public String unit() {
            return "turns/s";
        }

        @Override
        public void prepare() {
            order.add("prepare");
        }

        @Override
        public double baseline() {
            order.add("baseline");
            return ++baseline;
        }

        @Override
        public double subject() {
            order.add("subject");
            return ++subject;
        }

        @Override
        public void close() {
            order.add("close");
        }
    }
}
