package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.IndexPlan;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SniffingTest {

    private static final IndexPlan PLAN = new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of());

    @Test
    void sendsToTheDataNodesThatTheClusterNames() throws Exception {
        try (var named = new FakeCluster();
                var master = new FakeCluster();
                var data = new FakeCluster()) {
            named.answer("GET /_nodes/http", 200, """
                    {"nodes":{"m":%s,"d":%s}}""".formatted(node(master, "master"), node(data, "data_hot")));
            try (var connection = new ElasticConnection(named.settings(true))) {
                var bootstrap = connection.bootstrap(PLAN, Clock.systemUTC(), _ -> {});
                assertThat(bootstrap.install()).isEmpty();

                assertThat(bootstrap.ensure()).isEmpty();
            }

            assertThat(data.requests).contains("GET /_cluster/health");
            assertThat(master.requests).isEmpty();
        }
    }

    @Test
    void goesBackToTheConfiguredHostsWhereTheFoundOnesDoNotAnswer() throws Exception {
        var data = new FakeCluster();
        try (var named = new FakeCluster();
                var connection = new ElasticConnection(named.settings(true))) {
            named.answer("GET /_nodes/http", 200, "{\"nodes\":{\"d\":%s}}".formatted(node(data, "data_hot")));
            var bootstrap = connection.bootstrap(PLAN, Clock.systemUTC(), _ -> {});
            assertThat(bootstrap.install()).isEmpty();
            assertThat(bootstrap.ensure()).isEmpty();
            data.close();

            assertThat(bootstrap.ensure())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("can't be reached"));
            assertThat(bootstrap.health()).isEqualTo("unknown");
            named.answer("GET /_nodes/http", 200, "{}");
            assertThat(bootstrap.ensure()).isEmpty();

            assertThat(named.requests).contains("GET /_cluster/health");
        }
    }

    private static String node(FakeCluster cluster, String role) {
        var host = cluster.settings(true).hosts().getFirst();
        return """
                {"roles":["%s"],"http":{"publish_address":"localhost/%s"}}""".formatted(role, host.getAuthority());
    }
}
