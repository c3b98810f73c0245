package io.logmesh.contract.sources;

import io.logmesh.contract.sources.TestCase.Expectation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code tests}. It comes last, since a test may only expect what the file declares. */
final class TestsReader {

    static final List<String> KEYS = List.of("name", "given", "topic", "headers", "expect");
    static final List<String> EXPECT_KEYS =
            List.of("source", "copies", "dropped-by", "lane", "level", "message", "fields");

    /** What stands in place of a mapping where a record must go nowhere. */
    static final String NOTHING = "nothing";

    private final Sources declared;
    private final Problems problems;
    private final YamlValue values;

    /** Whether {@link #declared} is all that the file declares: what is wrong in a source is no mistake of its tests. */
    private final boolean complete;

    TestsReader(Sources declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
        this.values = new YamlValue(problems);
        this.complete = problems.isEmpty();
    }

    List<TestCase> of(Node node) {
        var tests = new ArrayList<TestCase>();
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(test -> test(test).ifPresent(tests::add));
        } else if (!node.getTag().equals(Tag.NULL)) {
            problems.add(node, "tests must be a list, each with given and expect");
        }
        return tests;
    }

    private Optional<TestCase> test(Node node) {
        if (!(node instanceof MappingNode)) {
            problems.add(node, "a test is a mapping with given and expect");
            return Optional.empty();
        }
        var members = Members.of(node, "a test", KEYS, problems);
        var given = members.value("given").flatMap(this::given);
        var expect = members.value("expect").map(this::expectation);
        if (members.value("given").isEmpty()) {
            problems.add(node, "the test has no given: the record to try");
        }
        if (expect.isEmpty()) {
            problems.add(node, "the test has no expect: what becomes of the record");
        }
        return given.isEmpty() || expect.isEmpty()
                ? Optional.empty()
                : Optional.of(new TestCase(
                        members.scalar("name").map(ScalarNode::getValue),
                        node.getStartMark().getLine() + 1,
                        node.getStartMark().getColumn() + 1,
                        members.scalar("topic").map(ScalarNode::getValue),
                        members.value("headers").map(this::headers).orElse(Map.of()),
                        given.get(),
                        expect.get()));
    }

    /** Text stays text, also where YAML would take it for a number. */
    private Optional<Object> given(Node node) {
        var value = values.of(node);
        if (value == null) {
            problems.add(node, "given needs a record: a mapping, a list of such, or text");
        }
        return Optional.ofNullable(value instanceof Map || value instanceof List ? value : text(node));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    private Map<String, String> headers(Node node) {
        var headers = new LinkedHashMap<String, String>();
        Members.of(node, "headers", null, problems).forEach((name, value) -> {
            if (value instanceof ScalarNode scalar) {
                headers.put(name.getValue(), scalar.getValue());
            } else {
                problems.add(value, "a header's value is text");
            }
        });
        return headers;
    }

    private Expectation expectation(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals(NOTHING)) {
            return Expectation.NOTHING;
        }
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            problems.add(
                    node,
                    "expect is a mapping that names a source, copies, dropped-by and so on, or the word " + NOTHING);
            return Expectation.NOTHING;
        }
        var members = Members.of(node, "expect", EXPECT_KEYS, problems);
        return new Expectation(
                false,
                members.scalar("source").flatMap(name -> known(name, source -> !source.copy(), "only takes copies")),
                members.value("copies")
                        .map(names -> sources(names, Source::copy, "takes no copies: it lacks copy: true")),
                members.value("dropped-by")
                        .map(names -> sources(names, source -> source.drop().isPresent(), "drops nothing")),
                members.scalar("lane").flatMap(this::lane),
                members.scalar("level").map(ScalarNode::getValue),
                members.scalar("message").map(ScalarNode::getValue),
                members.value("fields").map(this::fields).orElse(Map.of()));
    }

    /** One name, or a list of such. */
    private Set<String> sources(Node node, Predicate<Source> suits, String otherwise) {
        var names = new LinkedHashSet<String>();
        for (var name : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
            if (name instanceof ScalarNode scalar) {
                known(scalar, suits, otherwise).ifPresent(names::add);
            } else {
                problems.add(name, "the name of a source is expected here");
            }
        }
        return names;
    }

    private Optional<String> known(ScalarNode node, Predicate<Source> suits, String otherwise) {
        var source = declared.named(node.getValue());
        if (!complete) {
            return source.map(Source::name);
        }
        if (source.isEmpty()) {
            return unknown(
                    node, "source", declared.all().stream().map(Source::name).toList());
        }
        if (!suits.test(source.get())) {
            problems.add(node, "source '" + node.getValue() + "' " + otherwise);
        }
        return source.map(Source::name);
    }

    private Optional<String> lane(ScalarNode node) {
        return !complete || declared.lanes().contains(node.getValue())
                ? Optional.of(node.getValue())
                : unknown(node, "lane", declared.lanes());
    }

    private Optional<String> unknown(ScalarNode node, String what, Collection<String> known) {
        problems.add(
                node,
                "there is no " + what + " '" + node.getValue() + "'"
                        + (known.isEmpty() ? "; the file declares none" : Spelling.hint(node.getValue(), known)));
        return Optional.empty();
    }

    private Map<String, Object> fields(Node node) {
        var fields = new LinkedHashMap<String, Object>();
        Members.of(node, "fields", null, problems)
                .forEach((name, value) -> fields.put(name.getValue(), values.of(value)));
        return fields;
    }
}
