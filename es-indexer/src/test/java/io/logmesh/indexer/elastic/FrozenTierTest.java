package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.IndexPlan.Frozen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrozenTierTest {

    private static final String REGISTER = "PUT /_snapshot/logmesh";
    private static final String POLICY = "PUT /_ilm/policy/logmesh";

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Bootstrap bootstrap = cluster.bootstrap(
            new IndexPlan(
                    1,
                    1,
                    Optional.of(Duration.ofDays(30)),
                    true,
                    Optional.of(new Frozen("cold-logs", "es", "archive", Duration.ofDays(7))),
                    Map.of()),
            clock(),
            log::add);

    @BeforeEach
    void offerAll() {
        cluster.answer(
                "GET /_nodes/_all/plugins,jvm",
                200,
                ClusterFeaturesTest.nodes(ClusterFeaturesTest.frozenNode(
                        "8.19.21", "x-pack-ilm", "searchable-snapshots", "repository-s3")));
        licence("enterprise");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void registersTheBucketBeforeThePolicyThatNamesIt() {
        assertThat(bootstrap.install()).isEmpty();

        assertThat(cluster.requests).containsSubsequence("GET /_license", REGISTER, POLICY);
        assertThat(cluster.sent.get(REGISTER).replace(" ", ""))
                .contains(
                        "\"type\":\"s3\"",
                        "\"bucket\":\"cold-logs\"",
                        "\"base_path\":\"es\"",
                        "\"client\":\"archive\"");
        assertThat(cluster.sent.get(POLICY).replace(" ", ""))
                .contains(
                        "\"frozen\":{\"actions\":{\"searchable_snapshot\":{\"snapshot_repository\":\"logmesh\"}},\"min_age\":\"192h\"");
        assertThat(log).singleElement().asString().endsWith("; a frozen tier");
    }

    @Test
    void leavesTheTierOutWhereTheLicenceDoesNotHaveIt() {
        licence("basic");

        assertThat(bootstrap.install()).isEmpty();

        assertThat(cluster.requests).doesNotContain(REGISTER);
        assertThat(cluster.sent.get(POLICY)).contains("delete").doesNotContain("frozen");
        assertThat(log).singleElement().asString().contains("no frozen tier: the licence basic");
    }

    @Test
    void goesOnWithoutABucketThatCanNotBeReachedAndTriesAgain() {
        cluster.answer(REGISTER, 500, """
                {"error":{"root_cause":[],"type":"repository_verification_exception",
                 "reason":"[logmesh] path [es] is not accessible on master node"},"status":500}""");

        assertThat(bootstrap.install()).isEmpty();

        assertThat(log).last().asString().contains("not accessible", "logmesh.indexer.frozen.bucket", "archive");
        assertThat(cluster.sent.get(POLICY)).doesNotContain("frozen");

        cluster.answer(REGISTER, 200, "{\"acknowledged\":true}");
        assertThat(bootstrap.ensure()).isEmpty();
        assertThat(cluster.sent.get(POLICY)).doesNotContain("frozen");
        now = now.plus(Duration.ofMinutes(11));
        assertThat(bootstrap.ensure()).isEmpty();
        assertThat(cluster.sent.get(POLICY)).contains("frozen");
        assertThat(log).last().asString().endsWith("; a frozen tier");
    }

    private Clock clock() {
        return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    }

    private void licence(String type) {
        cluster.answer("GET /_license", 200, """
                {"license":{"status":"active","uid":"u","type":"%s","issue_date":"2026-01-01T00:00:00.000Z",
                 "issue_date_in_millis":1767225600000,"max_nodes":1000,"max_resource_units":null,"issued_to":"t","issuer":"e",
                 "start_date_in_millis":-1}}""".formatted(type));
    }
}
