package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logmesh.contract.sources.TestCase.Expectation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestsReaderTest {

    private static final String RULES = """
            sources:
              audit: {match: "k8s.labels['audit'] == 'yes'", copy: true}
              ingress: {match: "k8s.namespace_name == 'ingress'", drop: "log.contains('/healthz')", lane: fast}
            """;

    @Test
    void readsATest() throws Exception {
        var test = only("""
                - name: health checks are dropped
                  topic: k8s-logs
                  headers: {team: a, n: 7}
                  given:
                    log: GET /healthz
                    n: 1
                    big: 123456789012345678901234567890
                    share: 0.5
                    flag: yes
                    none: ~
                    date: 2026-01-01
                    octal: 0o17
                    kubernetes: {labels: {app.kubernetes.io/name: ingress-nginx}}
                    list: [a, [2]]
                  expect: {dropped-by: ingress, copies: [audit]}
                """);

        assertThat(test.name()).hasValue("health checks are dropped");
        assertThat(test.topic()).hasValue("k8s-logs");
        assertThat(test.headers()).isEqualTo(Map.of("team", "a", "n", "7"));
        assertThat(test.line()).isEqualTo(5);
        assertThat(test.column()).isEqualTo(3);
        assertThat((Map<?, ?>) test.given())
                .hasToString(
                        "{log=GET /healthz, n=1, big=123456789012345678901234567890, share=0.5, flag=true, none=null,"
                                + " date=2026-01-01, octal=0o17, kubernetes={labels={app.kubernetes.io/name=ingress-nginx}},"
                                + " list=[a, [2]]}");
        assertThat(test.expect().droppedBy()).hasValue(Set.of("ingress"));
        assertThat(test.expect().copies()).hasValue(Set.of("audit"));
        assertThat(test.expect().source()).isEmpty();
    }

    @Test
    void readsEveryExpectation() throws Exception {
        var expect = only("- {given: x, expect: {source: ingress, copies: [], lane: fast, level: warn, message: 7,"
                        + " fields: {status: 200, user: ~, a: {b: true}}}}\n")
                .expect();

        assertThat(expect.source()).hasValue("ingress");
        assertThat(expect.copies()).hasValue(Set.of());
        assertThat(expect.lane()).hasValue("fast");
        assertThat(expect.level()).hasValue("warn");
        assertThat(expect.message()).hasValue("7");
        assertThat(expect.fields()).hasToString("{status=200, user=null, a={b=true}}");
        assertThat(only("- {given: x, expect: nothing}\n").expect()).isEqualTo(Expectation.NOTHING);
        assertThat(only("- {given: 007, expect: nothing}\n").given()).isEqualTo("007");
        assertThat(only("- {given: '', expect: nothing}\n").given()).isEqualTo("");
        assertThat(only("- {given: [1, {a: b}], expect: nothing}\n").given())
                .isEqualTo(Arrays.asList(1L, Map.of("a", "b")));
        assertThat(only("- {given: x, expect: nothing}\n").topic()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{given: x, expect: {source: ingres}}        | f:5:33: there is no source 'ingres'; did you mean 'ingress'?",
                "{given: x, expect: {source: audit}}         | f:5:33: source 'audit' only takes copies",
                "{given: x, expect: {copies: [ingress]}}     | f:5:34: source 'ingress' takes no copies: it lacks copy: true",
                "{given: x, expect: {copies: [[a]]}}         | f:5:34: the name of a source is expected here",
                "{given: x, expect: {dropped-by: audit}}     | f:5:37: source 'audit' drops nothing",
                "{given: x, expect: {dropped-by: k8s-logs}}  | f:5:37: source 'k8s-logs' drops nothing",
                "{given: x, expect: {lane: fats}}            | f:5:31: there is no lane 'fats'; did you mean 'fast'?",
                "{given: x, expect: {sorce: ingress}}        | f:5:25: unknown key 'sorce' in expect; did you mean 'source'?",
                "{given: x, expects: nothing}                | f:5:16: unknown key 'expects' in a test; did you mean 'expect'?",
                "{given: x, expect: {}}                      | f:5:24: expect is a mapping that names a source, copies, dropped-by and so on, or the word nothing",
                "{given: x, expect: nothign}                 | f:5:24: expect is a mapping that names a source, copies, dropped-by and so on, or the word nothing",
                "{expect: nothing}                           | f:5:5: the test has no given: the record to try",
                "{given: , expect: nothing}                  | f:5:12: given needs a record: a mapping, a list of such, or text",
                "{given: {a: 1, a: 2}, expect: nothing}      | f:5:20: 'a' stands twice",
                "{given: {<<: {a: 1}}, expect: nothing}      | f:5:14: merging by << is not read here; write the members out",
                "{given: {[a]: 1}, expect: nothing}          | f:5:14: a name must be plain text",
                "{given: &a [*a], expect: nothing}           | f:5:13: is nested too deeply, or too large for a test",
                "{given: x, headers: {a: []}, expect: nothing} | f:5:29: a header's value is text",
                "x                                           | f:5:5: a test is a mapping with given and expect",
            })
    void saysWhatIsWrongAndWhere(String test, String problem) {
        assertThat(problemsOf(RULES + "tests:\n  - " + test + "\n")).contains(problem);
    }

    @Test
    void doesNotBlameATestForAMistakeInASource() {
        assertThat(problemsOf("""
                sources: {a: {match: oops, drop: oops}}
                tests: [{given: x, expect: {dropped-by: a}}, {given: x, expect: {source: b}}]
                """)).hasSize(2).allSatisfy(one -> assertThat(one).contains("unknown name 'oops'"));
    }

    @Test
    void isNotFooledByAliasesThatMultiply() {
        var bomb = new StringBuilder("tests:\n- given:\n    a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("    a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(problemsOf(bomb + "  expect: nothing\n"))
                .singleElement()
                .asString()
                .endsWith("is nested too deeply, or too large for a test");
    }

    @Test
    void doesNotCountForTheHash() throws Exception {
        assertThat(Sources.parse("f", RULES + "tests: [{given: x, expect: nothing}]\n")
                        .hash())
                .isEqualTo(Sources.parse("f", RULES).hash());
    }

    private static TestCase only(String tests) throws InvalidSourcesException {
        return Sources.parse("f", RULES + "tests:\n" + tests).tests().getFirst();
    }

    private static List<String> problemsOf(String yaml) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> Sources.parse("f", yaml));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }
}
