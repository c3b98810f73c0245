package io.logmesh.contract.joining;

import java.time.Duration;

/**
 * How long events wait for their next line. Time is counted in ticks: a thread that was stopped, or busy with a
 * rebalance, has not listened in the meantime, and a tick that comes late counts as one.
 *
 * <p>An event has waited long enough if no line came for its timeout in ticks, <em>and</em> nothing more is to be
 * expected: nothing at all came for that long, or the records that came are older by the timeout. So a backlog, in which
 * the next line may stand anywhere ahead, cuts no event in two, and neither does the pause of a restart.
 */
final class Patience {

    /** The time between two ticks. */
    static final Duration TICK = Duration.ofMillis(100);

    /** How long those who take over wait for the first record, which may have to be fetched from far away. */
    private static final Duration START = Duration.ofSeconds(10);

    /** No event waits longer, whatever the timestamps of the records say. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private long ticks;
    private long lastRecordAt = ticks(START);
    private long streamTime = Long.MIN_VALUE;
    private long firstStreamTime = Long.MIN_VALUE;

    /** A point in both times: that of the ticks, and that of the records. */
    record Moment(long tick, long streamTime) {

        /** Before anything was heard. */
        static final Moment BEFORE = new Moment(0, Long.MIN_VALUE);
    }

    void tick() {
        ticks++;
    }

    /**
     * A record came.
     *
     * @param timestamp Kafka's; what lies ahead of {@code now} does not count as time that has passed
     */
    void heard(long timestamp, long now) {
        lastRecordAt = ticks;
        streamTime = Math.max(streamTime, Math.min(timestamp, now));
        firstStreamTime = firstStreamTime == Long.MIN_VALUE ? streamTime : firstStreamTime;
    }

    Moment now() {
        return new Moment(ticks, streamTime);
    }

    /** Whether an event whose last line came at {@code since} has waited for {@code timeout} in vain. */
    boolean isOver(Moment since, Duration timeout) {
        // The first of the ticks comes at any time behind the line, so it proves nothing.
        long needed = ticks(timeout) + 1;
        long waited = ticks - since.tick();
        if (waited < needed) {
            return false;
        }
        boolean silence = ticks - lastRecordAt >= needed;
        long from = Math.max(since.streamTime(), firstStreamTime);
        boolean passed = from != Long.MIN_VALUE && streamTime - from >= timeout.toMillis();
        return silence || passed || waited >= ticks(LONGEST);
    }

    private static long ticks(Duration time) {
        return Math.ceilDiv(time.toMillis(), TICK.toMillis());
    }
}
