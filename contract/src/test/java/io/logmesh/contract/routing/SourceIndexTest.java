package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The index is a short cut: it must find what asking every source would find. */
class SourceIndexTest {

    @Property(tries = 3000)
    void findsWhatAskingEverySourceWouldFind(
            @ForAll("conditions") List<String> conditions, @ForAll("records") String record) throws Exception {
        var yaml = new StringBuilder("sources:\n");
        for (int i = 0; i < conditions.size(); i++) {
            yaml.append("  s%d: {copy: true, match: \"%s\"}%n".formatted(i, conditions.get(i)));
        }
        var sources = Sources.parse("f", yaml.toString());
        var raw = raw(record);

        var asked = new ArrayList<String>();
        var layout = new RecordLayout();
        assertThat(layout.read(raw.value())).isTrue();
        var view = new RecordView().of(raw, layout);
        sources.all().stream().filter(source -> source.matches(view)).forEach(source -> asked.add(source.name()));
        asked.add(Sources.DEFAULT);

        assertThat(namesOf(new Routing(sources), raw)).isEqualTo(asked);
    }

    @Provide
    Arbitrary<List<String>> conditions() {
        var field = Arbitraries.of(
                "k8s.namespace_name",
                "k8s.pod_name",
                "stream",
                "topic",
                "k8s.labels['app']",
                "k8s.labels['a/b']",
                "k8s.annotations['app']",
                "level");
        var value = Arbitraries.of("'a'", "'b'", "'ä/ö'", "'1'");
        var equality = Combinators.combine(field, value).as((name, text) -> name + " == " + text);
        var set = Combinators.combine(field, value, value).as("%s in [%s, %s]"::formatted);
        var simple = Arbitraries.oneOf(equality, set, Arbitraries.of("size > 60", "has(k8s.pod_name)"));
        var joined = Combinators.combine(simple, Arbitraries.of("&&", "||"), simple)
                .as((left, operator, right) -> left + " " + operator + " " + right);
        var negated = simple.map("!(%s)"::formatted);
        return Arbitraries.oneOf(simple, joined, negated).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> records() {
        var value = Arbitraries.of("\"a\"", "\"b\"", "\"\\u0061\"", "\"ä\\/ö\"", "1", "null", "{}", "\"c\"");
        var label = Combinators.combine(Arbitraries.of("app", "a/b", "a\\/b", "\\u0061pp", "other"), value)
                .as("\"%s\":%s"::formatted);
        var labels = label.list().ofMaxSize(3).map(members -> "{" + String.join(",", members) + "}");
        var member = Combinators.combine(Arbitraries.of("namespace_name", "pod_name", "container_name"), value)
                .as("\"%s\":%s"::formatted);
        var map = Combinators.combine(Arbitraries.of("labels", "annotations"), labels)
                .as("\"%s\":%s"::formatted);
        var kubernetes = Arbitraries.oneOf(member, map)
                .list()
                .ofMaxSize(5)
                .map(members -> "{" + String.join(",", members) + "}");
        return Combinators.combine(kubernetes, value)
                .as((members, stream) ->
                        "{\"stream\":%s,\"level\":\"b\",\"kubernetes\":%s}".formatted(stream, members));
    }

    @Test
    void asksOneOfAThousandSourcesThatCompareANamespaceOrALabel() throws Exception {
        var yaml = new StringBuilder("sources:\n");
        for (int i = 0; i < 500; i++) {
            yaml.append("  n%d: {match: k8s.namespace_name == 'team-%d'}%n".formatted(i, i));
            yaml.append("  l%d: {match: \"k8s.labels['app'] == 'app-%d' && log != ''\"}%n".formatted(i, i));
        }
        var index = new SourceIndex(Sources.parse("f", yaml.toString()));
        var layout = new RecordLayout();
        var raw = raw(
                "{'log':'x','kubernetes':{'namespace_name':'team-7','labels':{'app':'app-300'}}}".replace('\'', '"'));
        layout.read(raw.value());

        assertThat(index.candidates(raw, layout).stream()
                        .mapToObj(index::source)
                        .map(Source::name))
                .containsExactly("n7", "l300");
    }

    private static List<String> namesOf(Routing routing, RawRecord raw) {
        var names = new ArrayList<String>();
        routing.route(
                raw, outcome -> names.add(((Outcome.Routed) outcome).source().name()));
        return names;
    }

    private static RawRecord raw(String record) {
        return new RawRecord("a", 0, 0, 0, record.getBytes(StandardCharsets.UTF_8), Map::of);
    }
}
