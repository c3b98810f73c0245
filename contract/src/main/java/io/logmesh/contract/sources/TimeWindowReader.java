package io.logmesh.contract.sources;

import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code time: {past: 7d, future: 1h}}. */
final class TimeWindowReader {

    private static final List<String> KEYS = List.of("past", "future");

    private final Problems problems;

    TimeWindowReader(Problems problems) {
        this.problems = problems;
    }

    TimeWindow of(Node node, String source) {
        var members = Members.of(node, "time of source '" + source + "'", KEYS, problems);
        return new TimeWindow(
                members.read("past", Form.DURATION_TEXT).orElse(TimeWindow.DEFAULT.past()),
                members.read("future", Form.DURATION_TEXT).orElse(TimeWindow.DEFAULT.future()));
    }
}
