package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop whose turns and clock the test moves. */
final class FakeLoop implements Loop {

    private record Timer(long due, Runnable task) {}

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));
    private final long start;
    private long now;

    FakeLoop() {
        this(0);
    }

    /** @param start of the wall clock, in milliseconds since the epoch */
    FakeLoop(long start) {
        this.start = start;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public void later(Duration delay, Runnable task) {
        timers.add(new Timer(now + delay.toNanos(), task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long currentTimeMillis() {
        return start + now / 1_000_000;
    }

    /** Runs what is ready, and what becomes ready by it. */
    void run() {
        for (var task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    /** Lets the time pass, and runs what falls due on the way. */
    void pass(Duration time) {
        run();
        long end = now + time.toNanos();
        while (!timers.isEmpty() && timers.peek().due() <= end) {
            var timer = timers.poll();
            now = Math.max(now, timer.due());
            timer.task().run();
            run();
        }
        now = end;
    }
}
