package io.logmesh.it;

import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service shows at {@code /q/metrics}, in Prometheus' plain text. */
record MetricsPage(String text) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z]\\w*)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static MetricsPage of(LocalMesh mesh, Service service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(mesh.address(service).resolve("/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return new MetricsPage(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    /** By name of the sample, its labels. */
    Map<String, Set<String>> samples() {
        var samples = new TreeMap<String, Set<String>>();
        for (var sample : SAMPLE.matcher(text).results().toList()) {
            var labels = sample.group(2) == null ? Stream.<String>empty() : labels(sample.group(2));
            samples.computeIfAbsent(sample.group(1), _ -> new TreeSet<>()).addAll(labels.toList());
        }
        return samples;
    }

    /** The samples of all services. */
    static Map<String, Set<String>> all(LocalMesh mesh) throws IOException, InterruptedException {
        var all = new TreeMap<String, Set<String>>();
        for (var service : Service.values()) {
            of(mesh, service).samples().forEach((sample, labels) -> all.computeIfAbsent(sample, _ -> new TreeSet<>())
                    .addAll(labels));
        }
        return all;
    }

    /** Of all samples by these names. */
    double sum(Collection<String> names) {
        return SAMPLE.matcher(text)
                .results()
                .filter(sample -> names.contains(sample.group(1)))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static Stream<String> labels(String text) {
        return LABEL.matcher(text).results().map(label -> label.group(1));
    }
}
