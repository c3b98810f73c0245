package io.logmesh.contract.sources;

import io.logmesh.contract.sources.Multiline.Trace;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code multiline: java}, {@code multiline: [java, python]}, {@code multiline: off} or
 * {@code multiline: {start: '^\d{4}-', timeout: 2s, lines: 500, bytes: 64KiB}}.
 */
final class MultilineReader {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    /** No routed record is longer, so that the first line alone fits. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_LINES = 10_000;

    private static final List<String> KEYS = List.of("traces", "start", "timeout", "lines", "bytes");
    private static final Form<Trace> TRACE = Form.oneOf(Trace.class);

    private static final Form<Duration> TIMEOUT = new Form<>(
            "a length of time up to 30s, such as 500ms",
            text -> Form.DURATION_TEXT.reading().apply(text).filter(time -> time.compareTo(LONGEST_TIMEOUT) <= 0));

    private static final Form<Long> BYTES = new Form<>(
            "a size up to 1MiB, such as 256KiB",
            text -> Form.SIZE_TEXT.reading().apply(text).filter(bytes -> bytes <= MOST_BYTES));

    private final Problems problems;

    MultilineReader(Problems problems) {
        this.problems = problems;
    }

    Multiline of(Node node, String source) {
        if (!(node instanceof MappingNode)) {
            return ofTraces(node);
        }
        var members = Members.of(node, "multiline of source '" + source + "'", KEYS, problems);
        var start = members.scalar("start").flatMap(pattern -> Regex.read(pattern, problems));
        var traces = members.value("traces").map(this::ofTraces);
        if (start.isPresent() && traces.isPresent()) {
            problems.add(node, "multiline takes start or traces, not both");
        }
        var base = traces.orElse(Multiline.AUTO);
        return new Multiline(
                base.automatic() && start.isEmpty(),
                start.isPresent() ? Set.of() : base.traces(),
                start,
                members.read("timeout", TIMEOUT).orElse(Multiline.DEFAULT_TIMEOUT),
                members.read("lines", Form.numberUpTo(MOST_LINES)).orElse(Multiline.DEFAULT_LINES),
                members.read("bytes", BYTES).map(Long::intValue).orElse(Multiline.DEFAULT_BYTES));
    }

    private Multiline ofTraces(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("auto")) {
            return Multiline.AUTO;
        } else if (node instanceof ScalarNode scalar && scalar.getValue().equals("off")) {
            return Multiline.OFF;
        }
        var traces = EnumSet.noneOf(Trace.class);
        for (var name : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
            var text = name instanceof ScalarNode scalar ? scalar.getValue() : "";
            TRACE.reading()
                    .apply(text)
                    .ifPresentOrElse(
                            traces::add,
                            () -> problems.add(
                                    name, "multiline is auto, off or " + TRACE.description() + ", not '" + text + "'"));
        }
        return Multiline.of(false, traces);
    }
}
