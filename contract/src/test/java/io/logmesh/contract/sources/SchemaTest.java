package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.logmesh.contract.SourceName;
import io.logmesh.contract.TopicConfigNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Keeps {@code logmesh.schema.json} equal to the code. Where a part of the schema repeats a constant of this package, its
 * {@code $comment} names that constant, and these tests compare the two.
 */
class SchemaTest {

    private static final String FILE = "contract/src/main/resources/io/logmesh/contract/sources/logmesh.schema.json";
    private static final Path REFERENCE = Path.of("..", "docs", "logmesh-yaml.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = read();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA);

    /** What the schema says about a constant, by the constant's name. */
    private static final Map<String, JsonNode> MIRRORS = mirrors();

    static Stream<String> keys() {
        return constants().keySet().stream().filter(name -> name.endsWith("KEYS"));
    }

    /** A reader that is added with its KEYS fails here until the schema has a section for it. */
    @ParameterizedTest
    @MethodSource("keys")
    void hasTheKeysThatTheReadersTake(String constant) {
        var section = MIRRORS.get(constant);
        assertThat(section)
                .as(
                        "%s lacks a mapping for %s: add it to $defs, with \"$comment\": \"%s\","
                                + " \"additionalProperties\": false and a property for each of %s",
                        FILE, constant, constant, constants().get(constant))
                .isNotNull();
        assertThat(names(section.path("properties")))
                .as("%s: the properties of the mapping for %s", FILE, constant)
                .isEqualTo(new TreeSet<>((Collection<?>) constants().get(constant)));
        assertThat(section.path("additionalProperties").asBoolean(true))
                .as("additionalProperties of %s", constant)
                .isFalse();
    }

    static Stream<String> mirrored() {
        return MIRRORS.keySet().stream().filter(name -> !name.endsWith("KEYS"));
    }

    @ParameterizedTest
    @MethodSource("mirrored")
    void hasTheValuesThatTheReadersTake(String constant) {
        var mirror = MIRRORS.get(constant);
        var value = constants().get(constant);
        switch (value) {
            case Pattern pattern ->
                assertThat(mirror.path("pattern").asText())
                        .as("%s: the pattern for %s", FILE, constant)
                        .startsWith("^(?:" + pattern.pattern() + ")")
                        .endsWith("$");
            case Integer most ->
                assertThat(mirror.path("maximum").asInt())
                        .as("%s: the maximum for %s", FILE, constant)
                        .isEqualTo(most);
            case Collection<?> names ->
                assertThat(texts(mirror.at("/propertyNames/enum")))
                        .as("%s: propertyNames for %s", FILE, constant)
                        .containsExactlyInAnyOrderElementsOf(
                                names.stream().map(Object::toString).toList());
            case Choice(var names) ->
                assertThat(texts(mirror.path("enum")))
                        .as("%s: the enum for %s", FILE, constant)
                        .isEqualTo(names);
            case null -> fail(FILE + " mirrors " + constant + ", which is no constant of this package");
            default -> fail(constant + " is of a type that this test can't compare");
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void describesEveryKeyHereAndOnTheReferencePage(String constant) throws IOException {
        var page = Files.readString(REFERENCE);
        MIRRORS.get(constant).path("properties").properties().forEach(property -> {
            assertThat(property.getValue().path("description").asText())
                    .as("%s: the description of %s of %s", FILE, property.getKey(), constant)
                    .isNotBlank();
            assertThat(page).as(REFERENCE.toString()).contains('`' + property.getKey() + '`');
        });
    }

    /** The examples of the documentation, and the files that are shipped, are read as a service reads them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/logmesh-yaml.md",
                "README.md",
                "config/logmesh.yaml",
                "integration-tests/src/test/resources/logmesh.yaml"
            })
    void theExamplesAreValid(String file) throws Exception {
        var content = Files.readString(Path.of("..", file));
        for (var yaml : file.endsWith(".md") ? blocks(content) : List.of(content)) {
            assertThat(Sources.parse(file, yaml)).isNotNull();
            assertThat(mistakes(yaml)).as(yaml).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: {}",
                "sources:",
                "tests:",
                "default: rest",
                "catalog:",
                "catalog: {watch: kubernetes, team: example.com/team, service: [app, k8s-app], labels: [tier, a/b]}",
                "sources: {a: {match: 'true', copy: true, partitions: 10000, lane: x-1, drop: size > 1}}",
                "sources: {a: {match: 'true', quota: {rate: 20MiB/s, over: sample, keep: 0.5%}}}",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: park}}}",
                "sources: {a: {match: 'true', topic: {retention: 500ms, replication: 3, configs: {segment.bytes: 1}}}}",
                "topics: {partitions: 1, retention: 7d, configs: {cleanup.policy: delete}}",
                "sources: {a: {match: 'true', multiline: off, parse: off, redact: email}}",
                "sources: {a: {match: 'true', multiline: [java, go], parse: [json, {regex: '(?P<a>x)'}, {grok: '%{IP:b}'}]}}",
                "sources: {a: {match: 'true', multiline: {start: x, timeout: 2s, lines: 10000, bytes: 1MiB}, parse: auto}}",
                "sources: {a: {match: 'true', time: {past: 30d}, redact: {find: [jwt, {regex: x}], by: hash}}}",
                "sources: {a: {match: 'true', shape: {drop: docker, keep: [log, fields], rename: {fields.a: fields.b}}}}",
                "sources: {a: {match: 'true', shape: {fields: 10000, depth: 128, length: 1MiB}}}",
                "sources: {a: {match: 'true', shape: }}",
                "tests: [{name: x, given: {log: x}, topic: t, headers: {a: 1}, expect: {source: k8s-logs, copies: []}}]",
                "tests: [{given: [{log: x}], expect: {fields: {log: x, a: {b: ~}}, level: info, message: 7}}]",
                "sources: {a: {match: 'true', drop: 'true', lane: l}}\ntests: [{given: x, expect: {dropped-by: [a], lane: l}}]",
                "tests: [{given: x, expect: nothing}]",
            })
    void acceptsWhatTheServicesAccept(String yaml) throws Exception {
        assertThat(Sources.parse("f", yaml)).isNotNull();
        assertThat(mistakes(yaml)).isEmpty();
    }

    /** What takes a type checker, or a look at other parts of the file, only the services see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sorces: {}",
                "sources: [a]",
                "sources: {A: {match: 'true'}}",
                "sources: {a: {match: [x]}}",
                "sources: {a: {match: 'true', partition: 3}}",
                "sources: {a: {match: 'true', partitions: 0}}",
                "sources: {a: {match: 'true', partitions: 10001}}",
                "sources: {a: {match: 'true', copy: 7}}",
                "sources: {a: {match: 'true', lane: S/x}}",
                "sources: {a: {match: 'true', quota: {rate: 5MiB/s}}}",
                "sources: {a: {match: 'true', quota: {rate: 5, over: park}}}",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: drop}}}",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: park, keep: 1%}}}",
                "sources: {a: {match: 'true', topic: {partitions: 3}}}",
                "sources: {a: {match: 'true', topic: {retention: 3 days}}}",
                "sources: {a: {match: 'true', topic: {configs: {segment.byte: 1}}}}",
                "sources: {a: {match: 'true', topic: {configs: {cleanup.policy: compact}}}}",
                "topics: {configs: {cleanup.policy: 'compact,delete'}}",
                "topics: {replication: 0}",
                "sources: {a: {match: 'true', multiline: jav}}",
                "sources: {a: {match: 'true', multiline: {lines: 10001}}}",
                "sources: {a: {match: 'true', multiline: {start: a, traces: java}}}",
                "sources: {a: {match: 'true', parse: [jsno]}}",
                "sources: {a: {match: 'true', parse: {regexp: x}}}",
                "sources: {a: {match: 'true', time: {past: 3}}}",
                "sources: {a: {match: 'true', redact: {by: hash}}}",
                "sources: {a: {match: 'true', redact: [mail]}}",
                "catalog: kubernetes",
                "catalog: {watch: nomad}",
                "catalog: {team: [a b]}",
                "catalog: {labels: {a: b}}",
                "catalog: {label: [a]}",
                "sources: {a: {match: 'true', shape: {dropp: x}}}",
                "sources: {a: {match: 'true', shape: {drop: {a: b}}}}",
                "sources: {a: {match: 'true', shape: {drop: ['']}}}",
                "sources: {a: {match: 'true', shape: {rename: {fields.a: level}}}}",
                "sources: {a: {match: 'true', shape: {fields: 0}}}",
                "sources: {a: {match: 'true', shape: {depth: 129}}}",
                "sources: {a: {match: 'true', shape: {length: 5}}}",
                "default: A",
                "tests: {}",
                "tests: [x]",
                "tests: [{given: x}]",
                "tests: [{expect: nothing}]",
                "tests: [{given: x, expect: nothign}]",
                "tests: [{given: x, expect: {}}]",
                "tests: [{given: x, expect: {sources: a}}]",
                "tests: [{given: x, expect: {copies: {a: b}}}]",
                "tests: [{given: x, expected: nothing, expect: nothing}]",
            })
    void refusesWhatTheServicesRefuse(String yaml) {
        assertThat(isRefused(yaml)).as("refused by the services").isTrue();
        assertThat(mistakes(yaml)).as("refused by the schema").isNotEmpty();
    }

    @Test
    void isShippedAsAResource() throws IOException {
        assertThat(Schema.text()).contains("https://json-schema.org/draft/2020-12/schema");
    }

    private static boolean isRefused(String yaml) {
        try {
            return Sources.parse("f", yaml) == null;
        } catch (InvalidSourcesException _) {
            return true;
        }
    }

    private static Collection<?> mistakes(String yaml) {
        return VALIDATOR.validate(JSON.valueToTree(new Yaml().load(yaml)));
    }

    private static List<String> blocks(String markdown) {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(markdown)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(Schema.text());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonNode> mirrors() {
        var mirrors = new TreeMap<String, JsonNode>();
        SCHEMA.findParents("$comment")
                .forEach(part -> mirrors.put(part.path("$comment").asText(), part));
        return mirrors;
    }

    /** Every static field of this package, every enum as its values, and what of other packages the schema repeats. */
    private static Map<String, Object> constants() {
        var constants = new HashMap<String, Object>();
        constants.put("TopicConfigNames.ALL", TopicConfigNames.ALL);
        constants.put("SourceName.VALID", SourceName.VALID);
        for (var type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(SchemaTest.class.getPackageName())) {
            var name =
                    type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
            if (type.isEnum()) {
                constants.put(name, Choice.of(type.reflect()));
            }
            type.getFields().stream()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .forEach(field -> constants.put(name + '.' + field.getName(), value(field)));
        }
        return constants;
    }

    /** An enum, as the file writes its values. */
    private record Choice(List<String> names) {
        static Choice of(Class<?> type) {
            return new Choice(Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList());
        }
    }

    private static Object value(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Collection<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
