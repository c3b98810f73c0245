package io.logmesh.indexer.elastic;

import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.IndexPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The texts of what indices are made from: two component templates, one index template for all sources, one more for each
 * source with settings of its own. All are called {@code logmesh} or {@code logmesh-…}.
 *
 * <p>Their priorities are above that of Elasticsearch's own template {@code logs}, which would make data streams. Two
 * templates of one priority must not overlap, and {@code logs-web-20*} overlaps with {@code logs-web-20-prod-20*}: so the
 * priority grows with the source's name, and the longer name wins where both match.
 */
record IndexTemplates(IndexPlan plan, ClusterFeatures cluster, LifecyclePolicies policies) {

    static final String NAME = "logmesh";

    static final int PRIORITY = 500;

    /** Of sources; an operator's template for all may stand between, such as one with a lifecycle of his own. */
    private static final int SOURCE_PRIORITY = 510;

    private static final String DAYS = "-" + DailyIndex.CENTURY + "*.*.*";

    /** By name. */
    Map<String, String> components() {
        return Map.of(NAME + "-mappings", mappings(), NAME + "-settings", settings());
    }

    /** By name. */
    Map<String, String> templates() {
        var templates = new LinkedHashMap<String, String>();
        templates.put(NAME, daily("*", PRIORITY, IndexSettings.DEFAULT));
        plan.sources().forEach((source, index) -> {
            if (index.into() == Into.STREAM) {
                templates.put(NAME + '-' + source, stream(source, index));
            } else if (index.retention().isPresent()
                    || index.shards().isPresent()
                    || index.refresh().isPresent()) {
                templates.put(NAME + '-' + source, daily(source, SOURCE_PRIORITY + source.length(), index));
            }
        });
        return templates;
    }

    private String mappings() {
        return """
                {"version": 2, "_meta": {"managed_by": "logmesh"}, "template": {"mappings":
                 {"_meta": {"managed_by": "logmesh"}, "dynamic": false, "properties": %s}}}""".formatted(Mapping.of(isLogsdb(), cluster.hasMatchOnlyText()));
    }

    private boolean isLogsdb() {
        return plan.logsdb() && cluster.hasLogsdb();
    }

    private String settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("index.number_of_replicas", Integer.toString(plan.replicas()));
        if (isLogsdb()) {
            settings.put("index.mode", "logsdb");
        }
        return "{\"version\": 2, \"_meta\": {\"managed_by\": \"logmesh\"}, \"template\": {\"settings\": "
                + object(settings) + "}}";
    }

    private String daily(String source, int priority, IndexSettings index) {
        var settings = settings(source, index);
        policies.of(source, index).ifPresent(policy -> {
            settings.put("index.lifecycle.name", policy);
            settings.put("index.lifecycle.parse_origination_date", "true");
        });
        return template("logs-" + source + DAYS, priority, settings, "", "");
    }

    private String stream(String source, IndexSettings index) {
        var settings = settings(source, index);
        var lifecycle = "";
        var policy = policies.of(source, index);
        if (policy.isPresent()) {
            settings.put("index.lifecycle.name", policy.get());
        } else if (cluster.hasStreamLifecycles()) {
            var kept = plan.retentionOf(source)
                    .map(time -> "\"data_retention\": \"" + time.toHours() + "h\"")
                    .orElse("");
            lifecycle = ", \"lifecycle\": {" + kept + '}';
        }
        return template(
                DailyIndex.streamOf(source),
                SOURCE_PRIORITY + source.length(),
                settings,
                ", \"data_stream\": {}",
                lifecycle);
    }

    private Map<String, String> settings(String source, IndexSettings index) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("index.number_of_shards", Integer.toString(plan.shardsOf(source)));
        index.refresh().ifPresent(time -> settings.put("index.refresh_interval", time.toMillis() + "ms"));
        return settings;
    }

    private static String template(
            String pattern, int priority, Map<String, String> settings, String stream, String lifecycle) {
        return """
                {"index_patterns": ["%s"], "priority": %d, "version": 2, "_meta": {"managed_by": "logmesh"},
                 "composed_of": ["logmesh-mappings", "logmesh-settings"], "template": {"settings": %s%s}%s}""".formatted(pattern, priority, object(settings), lifecycle, stream);
    }

    private static String object(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> '"' + setting.getKey() + "\": \"" + setting.getValue() + '"')
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
