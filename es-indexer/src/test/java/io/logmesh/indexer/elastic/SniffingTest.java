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

    private static String node(FakeCluster cluster, String role) {
        var host = cluster.settings(true).hosts().getFirst();
        return """
                {"roles":["%s"],"http":{"publish_address":"localhost/%s"}}""".formatted(role, host.getAuthority());
    }
}
