package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.sources.Shape;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a {@link Shape} says of particular fields, by their paths. */
final class FieldRules {

    /**
     * What is said of one path.
     *
     * @param name what it becomes among {@code fields}; null where it is not renamed
     * @param inner whether something is said of what lies inside
     */
    record Rule(boolean drop, boolean keep, Slice name, boolean inner) {

        static final Rule NONE = new Rule(false, false, null, false);

        /** Whether what it is said of stays, where {@code otherwise} holds for what nothing is said of. */
        boolean stays(boolean otherwise) {
            return keep || (otherwise && !drop);
        }
    }

    private final Names paths = new Names(List.of());
    private final Rule[] rules;
    private final boolean keepsAll;
    private final Rule ofFields;

    FieldRules(Shape shape) {
        var byPath = new LinkedHashMap<String, Rule>();
        shape.drop().forEach(path -> say(byPath, path, rule -> new Rule(true, rule.keep, rule.name, rule.inner)));
        shape.keep().forEach(path -> say(byPath, path, rule -> new Rule(rule.drop, true, rule.name, rule.inner)));
        shape.rename()
                .forEach((path, name) ->
                        say(byPath, path, rule -> new Rule(rule.drop, rule.keep, slice(name), rule.inner)));
        byPath.keySet().forEach(path -> paths.number(slice(path)));
        rules = byPath.values().toArray(Rule[]::new);
        keepsAll = shape.keep().isEmpty();
        ofFields = of(slice(RecordFields.FIELDS));
    }

    Rule of(Slice path) {
        int number = paths.find(path);
        return number < 0 ? Rule.NONE : rules[number];
    }

    /** Whether a member of the record stays of which nothing is said. */
    boolean keepsMembers() {
        return keepsAll;
    }

    /** The same for a member of {@code fields}. */
    boolean keepsFields() {
        return ofFields.stays(keepsAll);
    }

    private static void say(Map<String, Rule> rules, String path, UnaryOperator<Rule> rule) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            change(rules, path.substring(0, dot), outer -> new Rule(outer.drop, outer.keep, outer.name, true));
        }
        change(rules, path, rule);
    }

    private static void change(Map<String, Rule> rules, String path, UnaryOperator<Rule> rule) {
        rules.put(path, rule.apply(rules.getOrDefault(path, Rule.NONE)));
    }

    private static Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }
}
