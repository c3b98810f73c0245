package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.IndexPlan.Frozen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexTemplatesTest {

    private static final ClusterFeatures BARE = new ClusterFeatures("8.16.0", Set.of(), Set.of(), Long.MAX_VALUE);
    private static final ClusterFeatures FULL = new ClusterFeatures(
            "8.19.21", Set.of("x-pack-ilm", "mapper-extras", "data-streams"), Set.of(), Long.MAX_VALUE);

    @Test
    void isJsonWithNothingLeftToFillIn() {
        for (var cluster : new ClusterFeatures[] {BARE, FULL}) {
            var texts = texts(plan("web: {match: 'true', index: {into: stream, retention: 7d}}"), cluster);
            for (var all : Set.of(
                    texts.components(), texts.templates(), texts.policies().all())) {
                all.values().forEach(IndexTemplatesTest::assertJson);
            }
        }
    }

    @Test
    void usesWhatTheClusterOffers() {
        assertThat(mappings(BARE)).contains("{\"type\": \"text\"}", "\"ignore_malformed\": true}");
        assertThat(settings(BARE)).doesNotContain("logsdb");
        assertThat(mappings(FULL)).contains("{\"type\": \"match_only_text\"}", "\"@timestamp\": {\"type\": \"date\"},");
        assertThat(settings(FULL)).contains("\"index.mode\": \"logsdb\"");
    }

    @Test
    void leavesLogsdbWhereItIsNotWanted() {
        var plan = new IndexPlan(1, 0, Optional.empty(), false, Optional.empty(), Map.of());

        assertThat(texts(plan, FULL).components().get("logmesh-settings"))
                .doesNotContain("logsdb")
                .contains("\"index.number_of_replicas\": \"0\"");
    }

    @Test
    void makesATemplateForASourceThatSaysSomethingAboutItsIndexAndForNoOther() {
        var plan = plan("""
                web: {match: 'true', index: {shards: 3, refresh: 5s}}
                  sampled: {match: 'true', index: {sample: {keep: 10%}}}
                  small: {match: 'true', index: {into: shared}}
                  plain: {match: 'true'}""");

        var templates = texts(plan, BARE).templates();

        assertThat(templates).containsOnlyKeys("logmesh", "logmesh-web");
        assertThat(templates.get("logmesh"))
                .contains("[\"logs-*-20*.*.*\"]", "\"index.number_of_shards\": \"2\"", "\"priority\": 500")
                .doesNotContain("data_stream", "lifecycle");
        assertThat(templates.get("logmesh-web"))
                .contains(
                        "[\"logs-web-20*.*.*\"]",
                        "\"index.number_of_shards\": \"3\"",
                        "\"index.refresh_interval\": \"5000ms\"",
                        "\"priority\": 513");
    }

    @Test
    void givesALongerNameAHigherPriority() {
        var templates = texts(plan("""
                                web: {match: 'true', index: {shards: 3}}
                                  web-20-prod: {match: 'true', index: {shards: 4}}"""), BARE).templates();

        assertThat(templates.get("logmesh-web")).contains("\"priority\": 513");
        assertThat(templates.get("logmesh-web-20-prod")).contains("\"priority\": 521");
    }

    @Test
    void makesALifecycleForEachRetentionWhereTheClusterHasLifecycles() {
        var plan = plan("web: {match: 'true', index: {retention: 1d}}", Optional.of(Duration.ofDays(7)));
        var texts = texts(plan, FULL);

        assertThat(texts.policies().all()).containsOnlyKeys("logmesh", "logmesh-web");
        assertThat(texts.policies().all().get("logmesh")).contains("\"delete\": {\"min_age\": \"192h\"", "forcemerge");
        assertThat(texts.policies().all().get("logmesh-web"))
                .contains("\"delete\": {\"min_age\": \"48h\"")
                .doesNotContain("forcemerge", "rollover");
        assertThat(texts.templates().get("logmesh")).contains("\"index.lifecycle.name\": \"logmesh\"");
        assertThat(texts.templates().get("logmesh-web"))
                .contains("\"index.lifecycle.name\": \"logmesh-web\"", "parse_origination_date");
        assertThat(texts(plan, BARE).policies().all()).isEmpty();
        assertThat(texts(plan, BARE).templates().get("logmesh-web")).doesNotContain("lifecycle");
    }

    /** Else a retention that is given later would not reach the indices that are there. */
    @Test
    void hasAPolicyForAllIndicesThoughNoRetentionIsGivenYet() {
        var texts = texts(plan("web: {match: 'true'}"), FULL);

        assertThat(texts.templates().get("logmesh")).contains("\"index.lifecycle.name\": \"logmesh\"");
        assertThat(texts.policies().all().get("logmesh")).contains("forcemerge").doesNotContain("delete");
    }

    @Test
    void makesADataStreamWhereASourceAsksForOne() {
        var texts = texts(plan("web: {match: 'true', index: {into: stream, retention: 3d}}"), FULL);

        assertThat(texts.templates().get("logmesh-web"))
                .contains("[\"logs-web-logmesh\"]", "\"data_stream\": {}", "\"index.lifecycle.name\": \"logmesh-web\"");
        assertThat(texts.policies().all().get("logmesh-web")).contains("rollover", "\"delete\": {\"min_age\": \"72h\"");
    }

    @Test
    void rollsADataStreamOverThatIsKeptForEver() {
        var texts = texts(plan("web: {match: 'true', index: {into: stream}}"), FULL);

        assertThat(texts.policies().all().get("logmesh-web"))
                .contains("rollover")
                .doesNotContain("delete");
    }

    @Test
    void movesIndicesToTheBucketUnlessTheyAreDeletedBefore() {
        var frozen = new Frozen("b", "p", "default", Duration.ofDays(7));
        var sources = plan("brief: {match: 'true', index: {retention: 7d}}").sources();
        var plan = new IndexPlan(2, 1, Optional.empty(), true, Optional.of(frozen), sources);

        var policies = new LifecyclePolicies(plan, FULL, true).all();

        assertThat(policies.get("logmesh"))
                .contains("\"frozen\": {\"min_age\": \"192h\"", "\"snapshot_repository\": \"logmesh\"")
                .doesNotContain("delete");
        assertThat(policies.get("logmesh-brief")).doesNotContain("frozen");
        assertThat(new LifecyclePolicies(plan, FULL, false).all().get("logmesh"))
                .doesNotContain("frozen");
    }

    private static IndexTemplates texts(IndexPlan plan, ClusterFeatures cluster) {
        return new IndexTemplates(plan, cluster, new LifecyclePolicies(plan, cluster, false));
    }

    private static String mappings(ClusterFeatures cluster) {
        return texts(plan("web: {match: 'true'}"), cluster).components().get("logmesh-mappings");
    }

    private static String settings(ClusterFeatures cluster) {
        return texts(plan("web: {match: 'true'}"), cluster).components().get("logmesh-settings");
    }

    private static IndexPlan plan(String sources) {
        return plan(sources, Optional.empty());
    }

    private static IndexPlan plan(String sources, Optional<Duration> retention) {
        try {
            return new IndexPlan(2, 1, retention, true, Optional.empty(), Map.of())
                    .with(Sources.parse("logmesh.yaml", "sources:\n  " + sources));
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void assertJson(String text) {
        var scanner = new JsonScanner().reset(text.getBytes(StandardCharsets.UTF_8));
        scanner.skipValue();
        assertThat(scanner.atEnd()).isTrue();
        assertThat(text).doesNotContain("${");
    }
}
