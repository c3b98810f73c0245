package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import io.logmesh.contract.sources.Redaction.By;
import io.logmesh.contract.sources.Redaction.Detector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code redact: [email, {regex: 'order-\d+'}]}, or {@code redact: {find: [email], by: hash}}. */
final class RedactionReader {

    private static final List<String> KEYS = List.of("find", "by");
    private static final List<String> PATTERN_KEYS = List.of("regex");
    private static final Form<Detector> DETECTOR = Form.oneOf(Detector.class);

    private final Problems problems;

    RedactionReader(Problems problems) {
        this.problems = problems;
    }

    Redaction of(Node node, String source) {
        if (!(node instanceof MappingNode)) {
            return found(node, By.MASK, source);
        }
        var members = Members.of(node, "redact of source '" + source + "'", KEYS, problems);
        var by = members.read("by", Form.oneOf(By.class)).orElse(By.MASK);
        if (members.value("find").isEmpty()) {
            problems.add(node, "redact needs find: what is looked for");
        }
        return members.value("find").map(find -> found(find, by, source)).orElse(Redaction.NONE);
    }

    private Redaction found(Node node, By by, String source) {
        var detectors = EnumSet.noneOf(Detector.class);
        var patterns = new ArrayList<Pattern>();
        for (var wanted : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
            if (wanted instanceof MappingNode) {
                Members.of(wanted, "redact of source '" + source + "'", PATTERN_KEYS, problems)
                        .scalar("regex")
                        .flatMap(regex -> Regex.read(regex, problems))
                        .ifPresent(pattern -> add(pattern, wanted, patterns));
            } else {
                detector(wanted, detectors);
            }
        }
        return new Redaction(detectors, List.copyOf(patterns), by);
    }

    private void add(Pattern pattern, Node node, List<Pattern> patterns) {
        if (pattern.matcher("").matches()) {
            problems.add(node, "this regular expression finds nothing, everywhere");
        }
        patterns.add(pattern);
    }

    private void detector(Node node, EnumSet<Detector> detectors) {
        var text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        DETECTOR.reading()
                .apply(text)
                .ifPresentOrElse(
                        detectors::add,
                        () -> problems.add(
                                node, "redact finds a regex or " + DETECTOR.description() + ", not '" + text + "'"));
    }
}
