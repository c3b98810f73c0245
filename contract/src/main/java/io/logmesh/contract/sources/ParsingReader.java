package io.logmesh.contract.sources;

import com.google.re2j.PatternSyntaxException;
import io.logmesh.contract.sources.Parsing.LogFormat;
import io.logmesh.contract.sources.Parsing.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code parse: auto}, {@code off}, a format, or a list of formats, {@code {regex: …}} and {@code {grok: …}}. */
final class ParsingReader {

    private static final List<String> KEYS = List.of("regex", "grok");
    private static final Form<LogFormat> FORMAT = Form.oneOf(LogFormat.class);

    private final Problems problems;

    ParsingReader(Problems problems) {
        this.problems = problems;
    }

    Parsing of(Node node, String source) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("auto")) {
            return Parsing.AUTO;
        } else if (node instanceof ScalarNode scalar && scalar.getValue().equals("off")) {
            return Parsing.OFF;
        }
        var parsers = new ArrayList<Parser>();
        for (var parser : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
            parser(parser, source).ifPresent(parsers::add);
        }
        return new Parsing(false, List.copyOf(parsers));
    }

    private Optional<Parser> parser(Node node, String source) {
        if (node instanceof MappingNode) {
            var members = Members.of(node, "parse of source '" + source + "'", KEYS, problems);
            if (members.value("regex").isPresent() == members.value("grok").isPresent()) {
                problems.add(node, "a pattern is a regex or a grok");
            }
            return members.scalar("regex")
                    .flatMap(this::regex)
                    .or(() -> members.scalar("grok").flatMap(this::grok))
                    .map(Parser.Custom::new);
        }
        var text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        var format = FORMAT.reading().apply(text);
        if (format.isEmpty()) {
            problems.add(node, "parse is auto, off, a pattern or " + FORMAT.description() + ", not '" + text + "'");
        }
        return format.map(Parser.Known::new);
    }

    private Optional<LinePattern> regex(ScalarNode node) {
        var pattern = Regex.read(node, problems).map(LinePattern::ofRegex);
        if (pattern.isPresent() && pattern.get().fields().isEmpty()) {
            problems.add(node, "without a group such as (?P<name>...) it would find nothing");
        }
        return pattern;
    }

    private Optional<LinePattern> grok(ScalarNode node) {
        if (Regex.isTooLong(node, problems)) {
            return Optional.empty();
        }
        try {
            var pattern = Grok.compile(node.getValue());
            if (pattern.fields().isEmpty()) {
                problems.add(node, "without a name such as %{WORD:name} it would find nothing");
            }
            return Optional.of(pattern);
        } catch (PatternSyntaxException e) {
            problems.add(node, "no grok pattern: " + e.getDescription());
            return Optional.empty();
        }
    }
}
