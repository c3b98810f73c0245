package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeReaderTest {

    @Test
    void leavesAllAsItIsUnlessSomethingIsSaid() throws Exception {
        assertThat(shape("{}")).isEqualTo(Shape.DEFAULT);
        assertThat(shape("{shape: {}}")).isEqualTo(Shape.DEFAULT);
        assertThat(Shape.DEFAULT.namesFields()).isFalse();
    }

    @Test
    void readsListsAndLimits() throws Exception {
        var shape = shape(
                "{shape: {drop: docker, keep: [log, fields.a], rename: {b: fields.c.d}, fields: 5, depth: 3, length: 1KiB}}");

        assertThat(shape.drop()).containsExactly("docker");
        assertThat(shape.keep()).containsExactly("fields.a", "log");
        assertThat(shape.rename()).isEqualTo(Map.of("b", "c.d"));
        assertThat(shape.maxFields()).isEqualTo(5);
        assertThat(shape.maxDepth()).isEqualTo(3);
        assertThat(shape.maxLength()).isEqualTo(1024);
    }

    @Test
    void isPartOfTheRulesHash() throws Exception {
        var one = Sources.parse("f", "sources: {app: {match: 'true', shape: {drop: [a, b]}}}");

        assertThat(Sources.parse("f", "sources: {app: {match: 'true', shape: {drop: [b, a]}}}")
                        .hash())
                .isEqualTo(one.hash());
        assertThat(Sources.parse("f", "sources: {app: {match: 'true', shape: {drop: [b]}}}")
                        .hash())
                .isNotEqualTo(one.hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{shape: {drop: level}}|46|the mesh itself writes level, and needs it",
                "{shape: {drop: [docker, '@timestamp']}}|55|the mesh itself writes @timestamp",
                "{shape: {drop: [source.x]}}|47|the mesh itself writes source",
                "{shape: {drop: [event_id]}}|47|what the text or the collector calls so is fields.event_id",
                "{shape: {rename: {message: fields.m}}}|49|the mesh itself writes message",
                "{shape: {rename: {a: b}}}|52|a field becomes one of fields",
                "{shape: {rename: {a: fields.}}}|52|a field becomes one of fields",
                "{shape: {rename: {a: [x]}}}|52|a field becomes one of fields",
                "{shape: {drop: a, keep: a}}|55|'a' is dropped, too",
                "{shape: {drop: [a], rename: {a: fields.b}}}|60|'a' is dropped, too",
                "{shape: {keep: []}}|46|keep names no field",
                "{shape: {drop: ['']}}|47|a field is named by its path",
                "{shape: {drop: {a: b}}}|46|a field is named by its path",
                "{shape: {fields: 10001}}|48|fields is a number from 1 to 10000",
                "{shape: {depth: 0}}|47|depth is a number from 1 to 128",
                "{shape: {length: 2MiB}}|48|length is a size up to 1MiB",
                "{shape: {remove: a}}|40|unknown key 'remove' in shape of source 'app'",
                "{shape: [a]}|39|shape of source 'app' must be a mapping",
            })
    void refusesWithThePlace(String source, int column, String message) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> shape(source));

        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.column()).isEqualTo(column);
        });
    }

    private static Shape shape(String source) throws InvalidSourcesException {
        return Sources.parse("f", "{default: app, sources: {app: " + source + "}}")
                .named("app")
                .orElseThrow()
                .treatment()
                .shape();
    }
}
