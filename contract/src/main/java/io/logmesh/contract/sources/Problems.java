package io.logmesh.contract.sources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String message) {
        found.add(new Problem(file, 0, 0, message));
    }

    void add(Node node, String message) {
        add(node.getStartMark(), message);
    }

    void add(Mark mark, String message) {
        add(new ScalarPlace.Place(mark.getLine() + 1, mark.getColumn() + 1), message);
    }

    void add(ScalarPlace.Place place, String message) {
        found.add(new Problem(file, place.line(), place.column(), message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() throws InvalidSourcesException {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new InvalidSourcesException(found);
        }
    }
}
