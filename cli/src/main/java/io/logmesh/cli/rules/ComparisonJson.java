package io.logmesh.cli.rules;

import io.logmesh.contract.sources.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What a candidate would change, for machines. */
final class ComparisonJson {

    private ComparisonJson() {}

    static String of(Comparison comparison, Sources inForce, Sources candidate) {
        var json = new LinkedHashMap<String, Object>();
        json.put("rules", inForce.hash());
        json.put("candidate", candidate.hash());
        json.put("messages", comparison.messages());
        json.put("records", comparison.records());
        json.put("changed", comparison.changed());
        json.put("sources", sources(comparison));
        json.put("changes", changes(comparison));
        return Text.pretty(json);
    }

    private static Map<String, Object> sources(Comparison comparison) {
        var names = new TreeSet<>(comparison.before().keySet());
        names.addAll(comparison.after().keySet());
        var sources = new LinkedHashMap<String, Object>();
        for (var name : names) {
            var both = new LinkedHashMap<String, Object>();
            both.put("before", traffic(comparison.before().getOrDefault(name, Traffic.NONE)));
            both.put("after", traffic(comparison.after().getOrDefault(name, Traffic.NONE)));
            sources.put(name, both);
        }
        return sources;
    }

    private static Map<String, Object> traffic(Traffic traffic) {
        var json = new LinkedHashMap<String, Object>();
        json.put("records_in", traffic.recordsIn());
        json.put("records_out", traffic.recordsOut());
        json.put("bytes_in", traffic.bytesIn());
        json.put("bytes_out", traffic.bytesOut());
        return json;
    }

    private static List<Map<String, Object>> changes(Comparison comparison) {
        return comparison.moves().entrySet().stream()
                .map(entry -> {
                    var json = new LinkedHashMap<String, Object>();
                    json.put(
                            "change",
                            entry.getKey()
                                    .change()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'));
                    json.put(
                            "from",
                            entry.getKey().from().isEmpty()
                                    ? null
                                    : entry.getKey().from());
                    json.put(
                            "to",
                            entry.getKey().to().isEmpty()
                                    ? null
                                    : entry.getKey().to());
                    json.put("records", entry.getValue());
                    return (Map<String, Object>) json;
                })
                .toList();
    }
}
