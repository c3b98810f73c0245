package io.logmesh.contract.sources;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code shape: {drop: [docker], keep: [fields.status], rename: {fields.req: fields.request}, fields: 100}}. */
final class ShapeReader {

    static final List<String> KEYS = List.of("drop", "keep", "rename", "fields", "depth", "length");
    static final int MAX_FIELDS = 10_000;

    /** Deeper records are taken for text as a whole. */
    static final int MAX_DEPTH = JsonScanner.MAX_DEPTH;

    private static final int MAX_PATH = 1024;
    private static final long MAX_LENGTH = 1024 * 1024;
    private static final String INTO = RecordFields.FIELDS + '.';

    private static final Form<Long> LENGTH = new Form<>(
            "a size up to 1MiB, such as 32KiB",
            text -> Form.SIZE_TEXT.reading().apply(text).filter(bytes -> bytes <= MAX_LENGTH));

    private final Problems problems;

    ShapeReader(Problems problems) {
        this.problems = problems;
    }

    Shape of(Node node, String source) {
        var members = Members.of(node, "shape of source '" + source + "'", KEYS, problems);
        var drop = members.value("drop").map(this::dropped).orElse(Set.of());
        var keep = members.value("keep").map(paths -> kept(paths, drop)).orElse(Set.of());
        return new Shape(
                drop,
                keep,
                members.value("rename")
                        .map(names -> renamed(names, drop, source))
                        .orElse(Map.of()),
                members.read("fields", Form.numberUpTo(MAX_FIELDS)).orElse(Shape.DEFAULT_FIELDS),
                members.read("depth", Form.numberUpTo(MAX_DEPTH)).orElse(Shape.DEFAULT_DEPTH),
                members.read("length", LENGTH).map(Long::intValue).orElse(Shape.DEFAULT_LENGTH));
    }

    private Set<String> dropped(Node node) {
        var paths = new HashSet<String>();
        for (var wanted : elements(node)) {
            path(wanted).filter(path -> isTheirs(wanted, path)).ifPresent(paths::add);
        }
        return paths;
    }

    private Set<String> kept(Node node, Set<String> dropped) {
        var paths = new HashSet<String>();
        for (var wanted : elements(node)) {
            path(wanted).filter(path -> isNotDropped(wanted, path, dropped)).ifPresent(paths::add);
        }
        if (elements(node).isEmpty()) {
            problems.add(node, "keep names no field; to keep all, leave it out");
        }
        return paths;
    }

    private Map<String, String> renamed(Node node, Set<String> dropped, String source) {
        var names = new HashMap<String, String>();
        Members.of(node, "rename of source '" + source + "'", null, problems).forEach((from, to) -> {
            boolean allowed = isTheirs(from, from.getValue()) && isNotDropped(from, from.getValue(), dropped);
            var name = Optional.of(text(to)).filter(path -> path.startsWith(INTO) && path.length() > INTO.length());
            if (name.isEmpty()) {
                problems.add(to, "a field becomes one of fields, such as fields.request_id");
            } else if (allowed && !name.get().equals(from.getValue())) {
                names.put(from.getValue(), name.get().substring(INTO.length()));
            }
        });
        return names;
    }

    private static List<Node> elements(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private Optional<String> path(Node node) {
        var path = text(node);
        if (path.isBlank() || path.length() > MAX_PATH) {
            problems.add(node, "a field is named by its path, such as fields.status or kubernetes.labels");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private boolean isTheirs(Node node, String path) {
        int dot = path.indexOf('.');
        var first = dot < 0 ? path : path.substring(0, dot);
        boolean theirs = !RecordFields.OF_EVERY_RECORD.contains(first);
        if (!theirs) {
            problems.add(
                    node,
                    "the mesh itself writes " + first + ", and needs it; what the text or the collector calls so is "
                            + INTO + first);
        }
        return theirs;
    }

    private boolean isNotDropped(Node node, String path, Set<String> dropped) {
        if (dropped.contains(path)) {
            problems.add(node, "'" + path + "' is dropped, too");
        }
        return !dropped.contains(path);
    }
}
