package io.logmesh.cli.up;

import io.logmesh.cli.console.Units;
import io.logmesh.cli.status.MeshReading;
import io.logmesh.cli.status.Panel;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The panel that stays: redrawn in place on a terminal, a line every few seconds elsewhere. */
final class LiveView {

    /** Rates and latency are of so much time, or they would jump about. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private static final String CLEAR_LINE = "\u001b[2K";

    /** What a longer table left there. */
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final boolean redraw;
    private final Deque<MeshReading> recent = new ArrayDeque<>();
    private int drawn;

    LiveView(PrintWriter out, boolean redraw) {
        this.out = out;
        this.redraw = redraw;
    }

    /** How long to wait between two readings. */
    Duration every() {
        return Duration.ofSeconds(redraw ? 1 : 5);
    }

    /** Takes a first reading to compare with, without showing it. */
    void begin(MeshReading first) {
        recent.add(first);
    }

    /** Shows the mesh as it is, so long after it got ready. */
    void show(MeshReading now, Duration up) {
        recent.add(now);
        while (recent.size() > 2 && now.nanos() - recent.getFirst().nanos() > WINDOW.toNanos()) {
            recent.removeFirst();
        }
        if (redraw) {
            draw(Panel.table(now, recent.getFirst()), up);
        } else {
            out.println("up " + Units.duration(up) + ": " + Panel.line(now, recent.getFirst()));
        }
    }

    private void draw(List<String> table, Duration up) {
        var frame = new StringBuilder(drawn == 0 ? "" : "\u001b[" + drawn + "A" + CLEAR_BELOW);
        frame.append(CLEAR_LINE).append("up ").append(Units.duration(up)).append(", Ctrl-C ends it\n");
        table.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        out.print(frame);
        out.flush();
        drawn = table.size() + 1;
    }
}
