package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.indexer.bulk.IndexPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final String TEMPLATES = "GET /_index_template/logmesh*";
    private static final String LEASE = "/logmesh-control/_doc/care";
    private static final IndexPlan FOR_EVER = new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of());
    private static final IndexPlan A_WEEK =
            new IndexPlan(1, 1, Optional.of(Duration.ofDays(7)), true, Optional.empty(), Map.of());

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> log = new ArrayList<>();
    private final Bootstrap bootstrap = cluster.bootstrap(FOR_EVER, log::add);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void putsComponentsBeforeTheTemplatesMadeOfThemAndSaysWhatItUses() {
        assertThat(bootstrap.install()).isEmpty();

        assertThat(cluster.requests)
                .contains("PUT /_component_template/logmesh-mappings", "PUT /_component_template/logmesh-settings")
                .containsSubsequence("PUT " + LEASE, "PUT /_index_template/logmesh")
                .noneMatch(request -> request.contains("_ilm"));
        assertThat(cluster.requests.indexOf("PUT /_index_template/logmesh"))
                .isGreaterThan(cluster.requests.indexOf("PUT /_component_template/logmesh-mappings"));
        assertThat(log).singleElement().asString().startsWith("Elasticsearch 8.19.21: ");
    }

    @Test
    void putsPoliciesWhereTheClusterHasThem() {
        offerLifecycles();

        assertThat(bootstrap.change(A_WEEK)).isEmpty();
        assertThat(bootstrap.expire()).isEmpty();

        assertThat(cluster.requests).contains("PUT /_ilm/policy/logmesh").noneMatch(r -> r.startsWith("DELETE /logs-"));
    }

    @Test
    void deletesTemplatesOfSourcesThatNeedNoneAnyMore() {
        cluster.answer(
                TEMPLATES,
                200,
                "{\"index_templates\":["
                        + String.join(
                                ",",
                                FakeCluster.template("logmesh-web", "logmesh"),
                                FakeCluster.template("logmesh-gone", "logmesh"),
                                FakeCluster.template("logmesh-frozen", "an operator"),
                                "{\"name\":\"logmesh-theirs\"}")
                        + "]}");
        var sharded = new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of("web", sharded()));

        assertThat(bootstrap.change(sharded)).isEmpty();

        assertThat(cluster.requests)
                .contains("PUT /_index_template/logmesh-web", "DELETE /_index_template/logmesh-gone")
                .doesNotContain("DELETE /_index_template/logmesh-web")
                .as("of others")
                .doesNotContain("DELETE /_index_template/logmesh-frozen", "DELETE /_index_template/logmesh-theirs");
    }

    @Test
    void leavesATemplateThatADataStreamGoesBy() {
        cluster.answer(
                TEMPLATES, 200, "{\"index_templates\":[" + FakeCluster.template("logmesh-gone", "logmesh") + "]}");
        cluster.answer("DELETE /_index_template/logmesh-gone", 400, """
                {"error":{"type":"illegal_argument_exception","root_cause":[],
                 "reason":"unable to remove composable templates [logmesh-gone] as they are in use by data streams"},
                 "status":400}""");

        assertThat(bootstrap.install()).isEmpty();

        assertThat(cluster.requests).contains("DELETE /_index_template/logmesh-gone");
    }

    @Test
    void waitsWhileAnotherIndexerHasTheLease() {
        cluster.answer("PUT " + LEASE, 409, "{}");

        assertThat(bootstrap.install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("Another indexer"));

        assertThat(cluster.requests).noneMatch(request -> request.contains("_template"));
    }

    @Test
    void doesNothingAgainUntilTheTemplateIsGone() {
        bootstrap.install();
        cluster.requests.clear();

        assertThat(bootstrap.ensure()).isEmpty();
        assertThat(cluster.requests).containsExactly("GET /_cluster/health", TEMPLATES);
        assertThat(bootstrap.health()).isEqualTo("yellow, 3 nodes");

        cluster.answer(TEMPLATES, 404, "{}");
        assertThat(bootstrap.ensure()).isEmpty();
        assertThat(cluster.requests).contains("PUT /_index_template/logmesh");
    }

    @Test
    void putsTheTemplateOfASourceBackThatIsGone() {
        bootstrap.change(new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of("web", sharded())));
        cluster.requests.clear();
        cluster.answer(TEMPLATES, 200, "{\"index_templates\":[" + FakeCluster.template("logmesh", "logmesh") + "]}");

        assertThat(bootstrap.ensure()).isEmpty();

        assertThat(cluster.requests).contains("PUT /_index_template/logmesh-web");
    }

    @Test
    void forgetsTheHealthOfAClusterThatDoesNotAnswer() {
        bootstrap.install();
        bootstrap.ensure();
        cluster.answer("GET /_cluster/health", 503, "{}");

        assertThat(bootstrap.ensure()).isPresent();
        assertThat(bootstrap.health()).isEqualTo("unknown");
    }

    @Test
    void isNotReadyWhereATemplateOfOtherOriginWouldMakeTheIndices() {
        cluster.answer("POST /_index_template/_simulate_index/logs-_shared-2099.12.31", 200, "{}");

        assertThat(bootstrap.install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("other origin", "logs-*-20*", "priority"));
        assertThat(bootstrap.heap()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesRulesForWhichTheCredentialsLackARight() {
        var auto = new IndexSettings(
                true, IndexSettings.Into.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        cluster.answer("POST /_security/user/_has_privileges", 200, "{\"has_all_requested\":false}");

        assertThat(bootstrap.change(new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of("web", auto))))
                .hasValueSatisfying(problem -> assertThat(problem).contains("into: auto", "monitor", "read"));
        assertThat(bootstrap.plan()).isEqualTo(FOR_EVER);
        assertThat(bootstrap.change(A_WEEK)).isEmpty();
    }

    @Test
    void letsTheIndicesThatAreThereGoByAPolicyThatIsNew() {
        offerLifecycles();
        cluster.answer("GET /_ilm/policy", 200, """
                {"logmesh":{"policy":{"_meta":{"managed_by":"logmesh"}}},
                 "logmesh-gone":{"policy":{"_meta":{"managed_by":"logmesh"}}}}""");
        cluster.answer("GET /logs-*/_mapping", 200, """
                {"logs-web-2026.01.01":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-web-2026.01.02":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-web-2026.01.03":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-other-2026.01.01":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-gone-2026.01.01":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-web-2026.01.04":{"mappings":{"_meta":{"managed_by":"somebody"}}}}""");
        cluster.answer("GET /logs-*/_settings/index.lifecycle.name", 200, """
                {"logs-web-2026.01.02":{"settings":{"index":{"lifecycle":{"name":"logmesh"}}}},
                 "logs-web-2026.01.03":{"settings":{"index":{"lifecycle":{"name":"theirs"}}}},
                 "logs-gone-2026.01.01":{"settings":{"index":{"lifecycle":{"name":"logmesh-gone"}}}},
                 "logs-other-2026.01.01":{"settings":{"index":{"lifecycle":{"name":"logmesh"}}}}}""");
        var kept = new IndexSettings(
                true,
                IndexSettings.Into.OWN,
                Optional.of(Duration.ofDays(7)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(bootstrap.change(new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of("web", kept))))
                .isEmpty();

        assertThat(cluster.requests.stream().filter(request -> request.endsWith("/_settings")))
                .containsExactly("PUT /logs-web-2026.01.01,logs-web-2026.01.02/_settings");
        assertThat(cluster.sent.get("PUT /logs-web-2026.01.01,logs-web-2026.01.02/_settings"))
                .contains("\"index.lifecycle.name\": \"logmesh-web\"");
    }

    @Test
    void saysThatItMayNotChangeThePoliciesOfIndices() {
        offerLifecycles();
        cluster.answer(
                "GET /logs-*/_mapping",
                200,
                "{\"logs-web-2026.01.01\":{\"mappings\":{\"_meta\":{\"managed_by\":\"logmesh\"}}}}");
        cluster.answer("PUT /logs-web-2026.01.01/_settings", 403, "{\"error\":{\"type\":\"security_exception\"}}");

        assertThat(bootstrap.install()).isEmpty();

        assertThat(log).singleElement().asString().contains("the right manage on logs-*");
    }

    @Test
    void goesByAnotherPlanOnceTheClusterIsPreparedForIt() {
        bootstrap.install();
        cluster.answer("PUT /_index_template/logmesh", 503, "{}");

        assertThat(bootstrap.change(A_WEEK))
                .hasValueSatisfying(problem -> assertThat(problem).contains("503"));
        assertThat(bootstrap.plan()).isEqualTo(FOR_EVER);

        cluster.answer("PUT /_index_template/logmesh", 200, "{\"acknowledged\":true}");
        assertThat(bootstrap.change(A_WEEK)).isEmpty();
        assertThat(bootstrap.plan()).isEqualTo(A_WEEK);
    }

    @Test
    void deletesOurOwnIndicesWhoseTimeIsOverWhereTheClusterDoesNot() {
        cluster.answer("GET /logs-*/_mapping", 200, """
                {"logs-web-2020.01.01":{"mappings":{"_meta":{"managed_by":"logmesh"}}},
                 "logs-theirs-2020.01.01":{"mappings":{"_meta":{"managed_by":"somebody"}}},
                 "logs-web-2099.01.01":{"mappings":{"_meta":{"managed_by":"logmesh"}}}}""");
        bootstrap.change(A_WEEK);
        cluster.requests.clear();

        assertThat(bootstrap.expire()).isEmpty();

        assertThat(cluster.requests).contains("DELETE /logs-web-2020.01.01");
        assertThat(cluster.requests.stream().filter(r -> r.startsWith("DELETE /logs-")))
                .hasSize(1);
        assertThat(log).last().asString().contains("logs-web-2020.01.01");
    }

    @Test
    void saysWhatIsWrongAndWhichSettingToLookAt() {
        cluster.answer("GET /_nodes/_all/plugins,jvm", 401, "{}");
        assertThat(bootstrap.install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("401", "logmesh.indexer.api-key"));

        cluster.answer("GET /_nodes/_all/plugins,jvm", 200, "<html>");
        assertThat(bootstrap.install()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("does not seem to be Elasticsearch", "logmesh.indexer.hosts"));

        cluster.answer(
                "GET /_nodes/_all/plugins,jvm", 200, ClusterFeaturesTest.nodes(ClusterFeaturesTest.node("7.17.0")));
        assertThat(bootstrap.install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("7.17.0", "can't be used"));
    }

    @Test
    void namesATemplateThatIsInTheWay() {
        cluster.answer("PUT /_index_template/logmesh", 400, """
                {"error":{"type":"illegal_argument_exception","reason":"multiple index templates may not match",
                 "root_cause":[]},"status":400}""");

        assertThat(bootstrap.install()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("another one may match", "multiple index templates may not match"));
    }

    @Test
    void saysThatNobodyAnswers() {
        cluster.close();

        assertThat(bootstrap.install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("can't be reached"));
    }

    private void offerLifecycles() {
        cluster.answer(
                "GET /_nodes/_all/plugins,jvm",
                200,
                ClusterFeaturesTest.nodes(ClusterFeaturesTest.node("8.19.21", "x-pack-ilm")));
    }

    private static IndexSettings sharded() {
        return new IndexSettings(
                true, IndexSettings.Into.OWN, Optional.empty(), Optional.of(3), Optional.empty(), Optional.empty());
    }
}
