package io.logmesh.contract.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which format the lines of a container were in before: it is tried first, and decides where a line could be in two. It is
 * given up only where another one has fitted several lines in a row. Of too many containers, those that were not heard of
 * for longest are forgotten.
 */
public final class FormatMemory {

    private static final int CONTAINERS = 10_000;

    /** How many lines in another format it takes until that one is believed in. */
    private static final int STUBBORNNESS = 8;

    /** What was learned of one container. */
    private static final class Learned {
        private Candidate format;
        private int misses;
    }

    private final Map<Long, Learned> containers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Learned> eldest) {
            return size() > CONTAINERS;
        }
    };

    private final Map<Candidate, List<Candidate>> orders = new HashMap<>();

    /** {@code all}, with the one first that the container was heard to speak. */
    public List<Candidate> order(long container, List<Candidate> all) {
        var learned = containers.get(container);
        return learned == null ? all : orders.computeIfAbsent(learned.format, first -> withFirst(first, all));
    }

    /** The container has written a line in this format. */
    public void fits(long container, Candidate format) {
        var learned = containers.computeIfAbsent(container, _ -> new Learned());
        if (format.equals(learned.format)) {
            learned.misses = 0;
        } else if (learned.format == null || ++learned.misses >= STUBBORNNESS) {
            learned.format = format;
            learned.misses = 0;
        }
    }

    private static List<Candidate> withFirst(Candidate first, List<Candidate> all) {
        var order = new ArrayList<Candidate>();
        order.add(first);
        all.stream().filter(candidate -> !candidate.equals(first)).forEach(order::add);
        return List.copyOf(order);
    }
}
