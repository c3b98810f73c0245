package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private final FakeRecord record = new FakeRecord()
            .with(Variables.LOG, "GET /healthz 200")
            .with(Variables.SIZE, 300L)
            .with(Variables.K8S, Map.of("namespace_name", "payments"))
            .with(Variables.K8S_NAMESPACE, "payments")
            .with(Variables.K8S_LABELS, Map.of("app", "web"))
            .with(Variables.HEADERS, Map.of("team", "a"))
            .with(Variables.FIELDS, Map.of("status", 200L, "took", 0.25));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.contains('/healthz')",
                "log.matches('^GET .* 2..$')",
                "size > 299 && size <= 300.0",
                "k8s.namespace_name in ['payments', 'billing']",
                "k8s.labels['app'] == 'web'",
                "k8s.labels.app == 'web'",
                "has(k8s.namespace_name) && !has(k8s.pod_name)",
                "has(k8s.labels.app) && !has(k8s.labels.tier)",
                "!('tier' in k8s.labels)",
                "has(log) && !has(level) && size > 1",
                "!(has(level) || has(stream))",
                "'status' in fields && fields['status'] + 1 == 201",
                "size(fields) == 2 && fields.took + 0.25 == 0.5",
                "k8s.labels.exists(name, name.startsWith('a'))",
                "headers['team'] == 'a'",
                "fields.status < 400 && fields.took < 1",
                "has(fields.status) && !has(fields.user)",
                "level == 'info' || size > 1",
                "has(k8s.labels.tier) ? k8s.labels.tier == 'x' : true",
                "!(level == 'x' && size > 1000)",
                "!(size > 1000 && (level == 'x' || stream == 'y'))",
                "(level == 'x' && size > 1000) == false",
            })
    void holds(String expression) throws Exception {
        assertThat(condition(expression).holds(record)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s.pod_name == 'x'",
                "k8s.pod_name != 'x'",
                "!(k8s.pod_name == 'x')",
                "!(k8s.pod_name == 'x' && size > 1)",
                "!(k8s.pod_name == 'x' || size > 1000)",
                "level == 'info' && size > 1",
                "size > 1 && level == 'info'",
                "level == 'info' || size > 1000",
                "k8s.labels['tier'] == 'x'",
                "k8s.labels['tier'] != 'x'",
                "k8s.labels.tier.startsWith('x')",
                "fields.user == 'x'",
                "fields.status == 'x'",
                "fields.status.startsWith('x')",
                "headers.none == 'a'",
                "size / 0 == 1",
            })
    void isFalseWhereAFieldIsAbsentOrDoesNotFit(String expression) throws Exception {
        assertThat(condition(expression).holds(record)).isFalse();
    }

    @Test
    void asksOnlyForWhatItNames() throws Exception {
        condition("k8s.namespace_name == 'x' || size > 1000").holds(record);

        assertThat(record.asked).containsOnly(Variables.K8S_NAMESPACE, Variables.SIZE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields.status == 'x'",
                "fields.status < 400",
                "has(fields.status) && fields['status'] > 1 && 'status' in fields",
                "has(k8s.namespace_name)",
                "k8s.labels.app.startsWith('w')",
            })
    void asksForSingleMembersOfAMap(String expression) throws Exception {
        condition(expression).holds(record);

        assertThat(record.asked).isNotEmpty().allMatch(name -> name.contains("["));
    }

    @Test
    void asksForAMapAsAWholeWhereItGoesThroughIt() throws Exception {
        assertThat(condition("fields.exists(name, name == 'took') && fields.status < 400")
                        .holds(record))
                .isTrue();

        assertThat(record.asked).contains(Variables.FIELDS);
    }

    @Test
    void evaluatesNothingWhereANeededFieldIsAbsent() throws Exception {
        condition("size > 1 && k8s.pod_name.matches('a.*')").holds(record);

        assertThat(record.asked).isEmpty();
    }

    @Test
    void evaluatesNothingWhereAComparedFieldDiffers() throws Exception {
        condition("k8s.namespace_name == 'x' && k8s.labels['app'] in ['web'] && size > 1")
                .holds(record);

        assertThat(record.asked).containsOnly(Variables.K8S_NAMESPACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!(k8s.namespace_name == 'x')",
                "k8s.namespace_name == 'x' || k8s.labels.app in ['web']",
                "k8s.namespace_name != 'x' && 'web' == k8s.labels.app",
                "k8s.namespace_name in ['x', 'payments'] && !(k8s.labels.app in ['x'])",
                "(k8s.namespace_name == 'x') == false",
                "k8s.namespace_name in ['x', k8s.namespace_name]",
                "fields.status in [200, 201]",
            })
    void comparesWithConstantsAsCelDoes(String expression) throws Exception {
        assertThat(condition(expression).holds(record)).isTrue();
    }

    @Test
    @Timeout(10)
    void matchesInLinearTime() throws Exception {
        var condition = condition("log.matches('(a+)+$')");
        var hostile = new FakeRecord().with(Variables.LOG, "a".repeat(100_000) + "b");

        var start = System.nanoTime();
        assertThat(condition.holds(hostile)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static Condition condition(String expression) throws InvalidExpressionException {
        return new ConditionCompiler().compile(expression);
    }

    /** A record that remembers what was asked of it. */
    private static final class FakeRecord implements RecordVariables {

        private final Map<String, Object> values = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        FakeRecord with(String variable, Object value) {
            values.put(variable, value);
            return this;
        }

        @Override
        public Object get(String variable) {
            asked.add(variable);
            return values.get(variable);
        }

        @Override
        public Object get(String variable, String key) {
            asked.add(variable + '[' + key + ']');
            return ((Map<?, ?>) values.get(variable)).get(key);
        }

        @Override
        public boolean has(String variable) {
            return values.containsKey(variable);
        }
    }
}
