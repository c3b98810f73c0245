package io.logmesh.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * A day of one service: traffic comes in, pods work it off, and every 15 seconds the autoscaler looks at the group's lag and at
 * the CPU. New pods take a while to start, and nobody works while the group shares its partitions anew.
 *
 * @param rate records a second that one pod gets through with one core
 * @param commitSeconds how long records that were read are held before their offset is committed
 * @param away the minutes in which nobody can work, for what they write to is away
 * @param sink what they write to
 */
record ScaledDay(Scaling scaling, int rate, int partitions, int commitSeconds, Away away, Sink sink) {

    /**
     * What decides how much a pod gets through.
     *
     * @param cores that a pod uses when it does all it can: one, unless it waits for the sink
     * @param mostRecords a second that the sink takes, from all pods together
     */
    record Sink(double cores, double mostRecords) {

        /** It takes whatever it gets, at once. */
        static final Sink FAST = new Sink(1, Double.MAX_VALUE);
    }

    /** From the one minute to before the other. */
    record Away(int from, int to) {

        static final Away NEVER = new Away(0, 0);

        boolean at(int second) {
            return second / 60 >= from && second / 60 < to;
        }
    }

    private static final int START_SECONDS = 30;
    private static final int REBALANCE_SECONDS = 5;

    /** What a pod uses that does nothing. */
    private static final double IDLE_CORES = 0.03;

    Course play(List<Integer> recordsPerSecond) {
        var state = new State();
        var minutes = new ArrayList<Course.Minute>();
        for (int second = 0; second < recordsPerSecond.size() * 60; second++) {
            int incoming = recordsPerSecond.get(second / 60);
            state.pass(second, incoming);
            if (second % 60 == 59) {
                minutes.add(new Course.Minute(
                        state.pods, state.unread / ((double) state.pods * rate), (double) incoming / rate));
            }
        }
        return new Course(minutes);
    }

    private final class State {

        private final Autoscaler autoscaler = new Autoscaler(scaling);
        /** Each partition commits by its own clock; one entry for each second, of what was read in it. */
        private final double[] held = new double[partitions];

        private int pods = scaling.min();
        private int wanted = scaling.min();
        private int startedAt;
        private int restsUntil;
        private double unread;
        private double cores;

        void pass(int second, int incoming) {
            double most = Math.min((double) pods * rate, sink.mostRecords());
            double read = second < restsUntil || away.at(second) ? 0 : Math.min(unread + incoming, most);
            unread += incoming - read;
            cores = pods * IDLE_CORES + read / rate * sink.cores();
            hold(second, read);
            if (wanted < pods || (wanted > pods && second >= startedAt + START_SECONDS)) {
                pods = wanted;
                restsUntil = second + REBALANCE_SECONDS;
            }
            if (second % Autoscaler.SYNC_SECONDS == 0) {
                look(second);
            }
        }

        /** In phase within a second: the pods were started together, and rotate by the clock. */
        private void hold(int second, double read) {
            for (int partition = 0; partition < partitions; partition++) {
                held[partition] = (second + partition) % commitSeconds == 0 ? 0 : held[partition] + read / partitions;
            }
        }

        private void look(int second) {
            double lag = unread;
            for (double records : held) {
                lag += records;
            }
            int before = wanted;
            wanted = autoscaler.pods(second, wanted, (long) lag, partitions, cores);
            if (wanted > before) {
                startedAt = second;
            }
        }
    }
}
