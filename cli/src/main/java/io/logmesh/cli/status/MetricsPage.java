package io.logmesh.cli.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A service's page at {@code /q/metrics}, in Prometheus' text format. Meters go by their Micrometer names. */
final class MetricsPage {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private record Sample(Map<String, String> labels, double value) {}

    private final Map<String, List<Sample>> samples = new HashMap<>();

    private MetricsPage() {}

    /** Reads a page; lines that are no samples are passed over. */
    static MetricsPage parse(String text) {
        var page = new MetricsPage();
        text.lines().filter(line -> !line.startsWith("#")).forEach(page::add);
        return page;
    }

    /** The sum of a counter over all its tags; 0 where it has not counted yet. */
    long counter(String meter) {
        return counter(meter, Map.of());
    }

    /** The sum of a counter over those of its series that have all of {@code tags}. */
    long counter(String meter, Map<String, String> tags) {
        return Math.round(samples(meter, "_total").stream()
                .filter(sample -> sample.labels().entrySet().containsAll(tags.entrySet()))
                .mapToDouble(Sample::value)
                .sum());
    }

    /** A timer's histogram in seconds, over those of its series that have all of {@code tags}. */
    Histogram timer(String meter, Map<String, String> tags) {
        var buckets = new TreeMap<Double, Double>();
        for (var sample : samples(meter, "_seconds_bucket")) {
            var bound = number(sample.labels().getOrDefault("le", ""));
            if (!Double.isNaN(bound) && sample.labels().entrySet().containsAll(tags.entrySet())) {
                buckets.merge(bound, sample.value(), Double::sum);
            }
        }
        return new Histogram(buckets);
    }

    private List<Sample> samples(String meter, String suffix) {
        return samples.getOrDefault(meter.replace('.', '_') + suffix, List.of());
    }

    private void add(String line) {
        var sample = SAMPLE.matcher(line.strip());
        if (sample.matches()) {
            var value = number(sample.group(3));
            if (!Double.isNaN(value)) {
                samples.computeIfAbsent(sample.group(1), _ -> new ArrayList<>())
                        .add(new Sample(labels(sample.group(2)), value));
            }
        }
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        if (text != null) {
            var label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    private static double number(String text) {
        try {
            return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
