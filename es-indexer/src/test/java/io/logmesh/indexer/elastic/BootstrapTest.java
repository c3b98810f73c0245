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
        cluster.answer(
                "GET /_nodes/_all/plugins,jvm",
                200,
                ClusterFeaturesTest.nodes(ClusterFeaturesTest.node("8.19.21", "x-pack-ilm")));

        assertThat(bootstrap.change(A_WEEK)).isEmpty();
        assertThat(bootstrap.expire()).isEmpty();

        assertThat(cluster.requests).contains("PUT /_ilm/policy/logmesh").noneMatch(r -> r.startsWith("GET /logs-"));
    }

    @Test
    void deletesTemplatesOfSourcesThatNeedNoneAnyMore() {
        cluster.answer(
                "GET /_index_template/logmesh-*",
                200,
                "{\"index_templates\":[{\"name\":\"logmesh-web\"},{\"name\":\"logmesh-gone\"}]}");
        var sharded = new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of("web", sharded()));

        assertThat(bootstrap.change(sharded)).isEmpty();

        assertThat(cluster.requests)
                .contains("PUT /_index_template/logmesh-web", "DELETE /_index_template/logmesh-gone")
                .doesNotContain("DELETE /_index_template/logmesh-web");
    }

    @Test
    void leavesATemplateThatADataStreamGoesBy() {
        cluster.answer("GET /_index_template/logmesh-*", 200, "{\"index_templates\":[{\"name\":\"logmesh-gone\"}]}");
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
        assertThat(cluster.requests).containsExactly("GET /_cluster/health", "HEAD /_index_template/logmesh");
        assertThat(bootstrap.health()).isEqualTo("yellow, 3 nodes");

        cluster.answer("HEAD /_index_template/logmesh", 404, "");
        assertThat(bootstrap.ensure()).isEmpty();
        assertThat(cluster.requests).contains("PUT /_index_template/logmesh");
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

    private static IndexSettings sharded() {
        return new IndexSettings(
                true, IndexSettings.Into.OWN, Optional.empty(), Optional.of(3), Optional.empty(), Optional.empty());
    }
}
