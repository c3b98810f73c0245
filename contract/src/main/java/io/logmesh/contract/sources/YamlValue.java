package io.logmesh.contract.sources;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads any YAML as what JSON can say: String, Long, BigInteger, Double, Boolean, null, List and Map. What YAML knows
 * besides, such as dates, stays the text that was written.
 */
final class YamlValue {

    /** Aliases can make a short text endless, or a tree of any size. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_NODES = 100_000;

    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private final Problems problems;
    private int nodes;

    YamlValue(Problems problems) {
        this.problems = problems;
    }

    /** Null where that is what stands there, or where it is no such value; the problem is reported then. */
    Object of(Node node) {
        nodes = 0;
        return of(node, 0);
    }

    private Object of(Node node, int depth) {
        if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
            // Said once, however many branches meet the limit.
            if (nodes <= MAX_NODES + 1) {
                problems.add(node, "is nested too deeply, or too large for a test");
            }
            nodes = MAX_NODES + 1;
            return null;
        }
        return switch (node) {
            case MappingNode mapping -> map(mapping, depth);
            case SequenceNode list -> list(list, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalStateException("composed YAML has no other nodes");
        };
    }

    private Map<String, Object> map(MappingNode node, int depth) {
        var map = new LinkedHashMap<String, Object>();
        for (var member : node.getValue()) {
            var key = member.getKeyNode();
            if (key.getTag().equals(Tag.MERGE)) {
                problems.add(key, "merging by << is not read here; write the members out");
            } else if (!(key instanceof ScalarNode name)) {
                problems.add(key, "a name must be plain text");
            } else if (map.containsKey(name.getValue())) {
                problems.add(key, "'" + name.getValue() + "' stands twice");
            } else {
                map.put(name.getValue(), of(member.getValueNode(), depth + 1));
            }
        }
        return map;
    }

    private List<Object> list(SequenceNode node, int depth) {
        var list = new ArrayList<>();
        node.getValue().forEach(element -> list.add(of(element, depth + 1)));
        return list;
    }

    private static Object scalar(ScalarNode node) {
        var text = node.getValue();
        var tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return TRUE.contains(text.toLowerCase(Locale.ROOT));
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?(0|[1-9][0-9]{0,999})")) {
            var number = new BigInteger(text);
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }
}
