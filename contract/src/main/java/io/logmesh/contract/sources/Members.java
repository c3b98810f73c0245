package io.logmesh.contract.sources;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The members of a YAML mapping, each name once and each name known. */
final class Members {

    private record Member(ScalarNode key, Node value) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Problems problems;

    private Members(Problems problems) {
        this.problems = problems;
    }

    static Members none() {
        return new Members(null);
    }

    /**
     * @param what the mapping's name in messages
     * @param known the names it may have; null = any
     */
    static Members of(Node node, String what, Collection<String> known, Problems problems) {
        var members = new Members(problems);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> members.add(tuple.getKeyNode(), tuple.getValueNode(), what, known));
        } else if (!node.getTag().equals(Tag.NULL)) {
            problems.add(node, what + " must be a mapping of names to values");
        }
        return members;
    }

    private void add(Node key, Node value, String what, Collection<String> known) {
        if (!(key instanceof ScalarNode name)) {
            problems.add(key, "a name must be plain text");
        } else if (known != null && !known.contains(name.getValue())) {
            problems.add(
                    key, "unknown key '" + name.getValue() + "' in " + what + Spelling.hint(name.getValue(), known));
        } else if (members.putIfAbsent(name.getValue(), new Member(name, value)) != null) {
            problems.add(key, "'" + name.getValue() + "' stands twice in " + what);
        }
    }

    void forEach(BiConsumer<ScalarNode, Node> action) {
        members.values().forEach(member -> action.accept(member.key(), member.value()));
    }

    Optional<Node> value(String name) {
        return Optional.ofNullable(members.get(name)).map(Member::value);
    }

    /** The value of that name where it is one text, number or boolean; anything else is a problem. */
    Optional<ScalarNode> scalar(String name) {
        var value = value(name);
        if (value.isPresent()
                && value.get() instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar);
        }
        value.ifPresent(node -> problems.add(node, name + " needs a value"));
        return Optional.empty();
    }

    /** The value of that name where it has that form; anything else is a problem. */
    <T> Optional<T> read(String name, Form<T> form) {
        return scalar(name).flatMap(node -> {
            var value = form.reading().apply(node.getValue());
            if (value.isEmpty()) {
                problems.add(node, name + " is " + form.description() + ", not '" + node.getValue() + "'");
            }
            return value;
        });
    }
}
