package io.logmesh.contract.sources;

import io.logmesh.contract.SourceName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one {@code logmesh.yaml}. Goes on after a mistake, so that all of them are reported at once. */
final class SourcesReader {

    private static final int MAX_PARTITIONS = 10_000;

    private static final List<String> FILE_KEYS = List.of("sources", "default");
    private static final List<String> SOURCE_KEYS = List.of("match", "copy", "drop", "partitions");

    private final String yaml;
    private final Problems problems;
    private final ConditionCompiler compiler = new ConditionCompiler();

    SourcesReader(String file, String yaml) {
        this.yaml = yaml;
        this.problems = new Problems(file);
    }

    Sources read() throws InvalidSourcesException {
        var root = compose();
        var members = root == null ? Members.none() : Members.of(root, "the file", FILE_KEYS, problems);
        var defaultName = members.scalar("default").flatMap(this::sourceName).orElse(Sources.DEFAULT);
        var declared =
                members.value("sources").map(node -> sources(node, defaultName)).orElse(List.of());
        problems.throwIfAny();
        return Sources.of(declared, defaultName);
    }

    private Node compose() throws InvalidSourcesException {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            problems.add(e.getProblemMark(), e.getProblem());
        } catch (YAMLException e) {
            problems.add(e.getMessage());
        }
        problems.throwIfAny();
        throw new IllegalStateException("every mistake is a problem");
    }

    private List<Source> sources(Node node, String defaultName) {
        var declared = new ArrayList<Source>();
        Members.of(node, "sources", null, problems).forEach((key, value) -> sourceName(key)
                .ifPresent(name -> declared.add(source(name, key, value, name.equals(defaultName)))));
        return declared;
    }

    private Optional<String> sourceName(ScalarNode node) {
        if (SourceName.isValid(node.getValue())) {
            return Optional.of(node.getValue());
        }
        problems.add(node, SourceName.problem(node.getValue()));
        return Optional.empty();
    }

    private Source source(String name, ScalarNode key, Node value, boolean isDefault) {
        var members = Members.of(value, "source '" + name + "'", SOURCE_KEYS, problems);
        var copy = members.scalar("copy");
        boolean isCopy = copy.map(this::bool).orElse(false);
        if (isCopy && isDefault) {
            problems.add(copy.get(), "the default source takes what nothing else does, it can't be a copy");
        }
        if (members.value("match").isEmpty() && !isDefault && value instanceof MappingNode) {
            problems.add(key, "source '" + name + "' has no match; only the default source can do without");
        }
        return new Source(
                name,
                members.scalar("match").flatMap(this::condition),
                isCopy,
                members.scalar("drop").flatMap(this::condition),
                partitions(members));
    }

    private Optional<Condition> condition(ScalarNode node) {
        try {
            return Optional.of(compiler.compile(node.getValue()));
        } catch (InvalidExpressionException e) {
            var place = new ScalarPlace(yaml, node);
            e.faults().forEach(fault -> problems.add(place.of(fault.offset()), fault.message()));
            return Optional.empty();
        }
    }

    private boolean bool(ScalarNode node) {
        if (!node.getTag().equals(Tag.BOOL)) {
            problems.add(node, "copy is true or false, not '" + node.getValue() + "'");
        }
        return node.getValue().equalsIgnoreCase("true");
    }

    private OptionalInt partitions(Members members) {
        var node = members.scalar("partitions");
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        var text = node.get().getValue();
        if (text.matches("[0-9]{1,5}")) {
            int partitions = Integer.parseInt(text);
            if (partitions >= 1 && partitions <= MAX_PARTITIONS) {
                return OptionalInt.of(partitions);
            }
        }
        problems.add(node.get(), "partitions is a number from 1 to " + MAX_PARTITIONS + ", not '" + text + "'");
        return OptionalInt.empty();
    }
}
