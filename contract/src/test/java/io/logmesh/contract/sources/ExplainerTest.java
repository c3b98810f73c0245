package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.logmesh.contract.sources.Term.Join;
import io.logmesh.contract.sources.Term.Seen;
import io.logmesh.contract.sources.Term.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {

    private static final Map<String, Object> RECORD = Map.of(
            Variables.LOG, "GET /healthz 200",
            Variables.SIZE, 300L,
            Variables.K8S, Map.of("namespace_name", "payments"),
            Variables.K8S_NAMESPACE, "payments",
            Variables.K8S_LABELS, Map.of("app.kubernetes.io/name", "web"),
            Variables.HEADERS, Map.of(),
            Variables.FIELDS, Map.of("status", 200L, "flag", true, "http", Map.of("path", "/")));

    private final Explainer explainer = new Explainer();

    @Test
    void takesAnExpressionApart() throws Exception {
        var term = explain("k8s.namespace_name == 'payments' && (size > 1000 || log != '||') && !(level == 'x')");

        assertThat(term.join()).isEqualTo(Join.AND);
        assertThat(term.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(term.parts())
                .extracting(Term::text, Term::verdict)
                .containsExactly(
                        tuple("k8s.namespace_name == 'payments'", Verdict.TRUE),
                        tuple("size > 1000 || log != '||'", Verdict.TRUE),
                        tuple("!(level == 'x')", Verdict.UNDECIDED));
        assertThat(term.parts().get(1).parts())
                .extracting(Term::text, Term::verdict)
                .containsExactly(tuple("size > 1000", Verdict.FALSE), tuple("log != '||'", Verdict.TRUE));
        assertThat(term.parts().get(2).parts().getFirst().seen()).containsExactly(new Seen("level", null));
    }

    @Test
    void takesManyTermsApartThatCelBalances() throws Exception {
        var term = explain("size > 1 && size > 2 && size > 3 && size > 4\n  && size > 5 && \"ä😀\" != log && size > 7");

        assertThat(term.parts())
                .extracting(Term::text)
                .containsExactly(
                        "size > 1", "size > 2", "size > 3", "size > 4", "size > 5", "\"ä😀\" != log", "size > 7");
        assertThat(term.verdict()).isEqualTo(Verdict.TRUE);
    }

    @Test
    void tellsWhatItSaw() throws Exception {
        assertThat(explain("k8s.labels['app.kubernetes.io/name'] == 'x'").seen())
                .containsExactly(new Seen("k8s.labels['app.kubernetes.io/name']", "web"));
        assertThat(explain("k8s.labels.tier == 'x'").seen()).containsExactly(new Seen("k8s.labels.tier", null));
        assertThat(explain("'tier' in k8s.labels").seen()).containsExactly(new Seen("k8s.labels.tier", null));
        assertThat(explain("has(k8s.pod_name)").seen()).containsExactly(new Seen("k8s.pod_name", null));
        assertThat(explain("has(level)").seen()).containsExactly(new Seen("level", null));
        assertThat(explain("has(k8s.labels)").seen()).containsExactly(new Seen("k8s.labels", null));
        assertThat(explain("has(fields.status)").seen()).containsExactly(new Seen("fields.status", 200L));
        assertThat(explain("fields.http.path == '/'").seen()).containsExactly(new Seen("fields.http.path", "/"));
        assertThat(explain("k8s.labels.exists(name, name.startsWith(log))").seen())
                .containsExactlyInAnyOrder(
                        new Seen("k8s.labels", RECORD.get(Variables.K8S_LABELS)), new Seen("log", "GET /healthz 200"));
        assertThat(explain("true").seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size > 1",
                "!(size > 1)",
                "!!(size > 1)",
                "!!!(size > 1)",
                "((size > 1))",
                "(size > 1) || (size > 2)",
                "level == 'x' || size > 1",
                "size > 1 || level == 'x'",
                "level == 'x' && size > 1",
                "level == 'x' || size > 1000",
                "!(level == 'x' && size > 1000)",
                "!(level == 'x') || size > 1000",
                "size > 1 && log.contains(')') && (log.contains('(') || !has(k8s.host))",
                "has(log) && !has(level)",
                "has(k8s.labels.tier) ? k8s.labels.tier == 'x' : true",
                "fields.status < 400 && fields.http.path == '/'",
                "fields.status == 'x' || fields.none.path == '/'",
                "size > 1 // and so on && more\n && size > 2",
                "[1, 2].all(n, n > 0 && n < 3) && size > 1",
                "log.matches('a||b&&c') || size > 1",
                "(size > 1 ? log : level) == 'x'",
                "fields.flag && size > 1",
                "!fields.flag || fields.status",
                "!!fields.flag",
                "log.startsWith('GET') && !(fields.status in [200, 201])",
            })
    void agreesWithTheCondition(String expression) throws Exception {
        var condition = new ConditionCompiler().compile(expression);

        var term = explainer.explain(condition, new MapRecord(RECORD));

        assertThat(term.verdict() == Verdict.TRUE).isEqualTo(condition.holds(new MapRecord(RECORD)));
    }

    private Term explain(String expression) throws InvalidExpressionException {
        return explainer.explain(new ConditionCompiler().compile(expression), new MapRecord(RECORD));
    }

    private record MapRecord(Map<String, Object> values) implements RecordVariables {

        MapRecord {
            values = new HashMap<>(values);
        }

        @Override
        public Object get(String variable) {
            return values.get(variable);
        }

        @Override
        public boolean has(String variable) {
            return values.containsKey(variable);
        }
    }
}
