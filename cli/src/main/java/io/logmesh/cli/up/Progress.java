package io.logmesh.cli.up;

import io.logmesh.cli.console.Units;
import io.logmesh.local.ChildDeath;
import io.logmesh.local.MeshListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tells the user what happens to the children, and keeps the deaths for the one who runs the mesh. */
final class Progress implements MeshListener {

    private final PrintWriter out;
    private final BlockingQueue<ChildDeath> deaths = new LinkedBlockingQueue<>();
    private volatile boolean begun;
    private Thread starter;

    Progress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void starting(String name) {
        begun = true;
        out.println("starting " + name);
    }

    @Override
    public void ready(String name, Duration after) {
        out.println(name + " is ready after " + Units.seconds(after.toMillis() / 1000.0));
    }

    @Override
    public void stopping(String name) {
        out.println("stopping " + name);
    }

    @Override
    public synchronized void died(ChildDeath death) {
        deaths.add(death);
        if (starter != null) {
            starter.interrupt();
        }
    }

    /**
     * From now on a death interrupts this thread, until it is null: it starts others that may need the dead, and would
     * wait for them for minutes.
     */
    synchronized void interruptOnDeath(Thread thread) {
        starter = thread;
    }

    /** Whether any child was started. */
    boolean hasBegun() {
        return begun;
    }

    /** Waits for a child to end by itself; false where none did in that time. */
    boolean diedWithin(Duration time) throws InterruptedException {
        var death = deaths.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        return death != null && deaths.add(death);
    }

    /** The children that ended although nobody asked them to. */
    List<ChildDeath> deaths() {
        return new ArrayList<>(deaths);
    }
}
