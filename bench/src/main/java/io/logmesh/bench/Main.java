package io.logmesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.logmesh.bench.ArchiverComparison.Form;
import io.logmesh.bench.ArchiverCurveComparison.Axis;
import io.logmesh.bench.Rounds.Result;
import io.logmesh.bench.RouterComparison.Against;
import io.logmesh.local.MeshOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./logmesh bench}: lists the comparisons, or runs one. */
@Command(
        name = "logmesh bench",
        mixinStandardHelpOptions = true,
        description = "Measures a part of the mesh against a plain baseline in the same run; without NAME, lists them.")
public final class Main implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "which comparison to run")
    private String name;

    @Option(names = "--json", description = "print the result as JSON, with the ratio of subject to baseline")
    private boolean json;

    @Option(names = "--rounds", defaultValue = "5", description = "how many rounds count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "500000",
            description = "records per round, where servers take part (default: ${DEFAULT-VALUE})")
    private int records;

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var comparisons = comparisons();
        if (name == null) {
            comparisons.forEach(each -> System.out.printf("%-24s %s%n", each.name(), each.question()));
            return 0;
        }
        var chosen =
                comparisons.stream().filter(each -> each.name().equals(name)).findFirst();
        if (chosen.isEmpty() || rounds < 1 || records < 1000) {
            System.err.println(
                    chosen.isEmpty()
                            ? "logmesh bench: there is no '" + name + "': './logmesh bench' lists them"
                            : "logmesh bench: --rounds takes 1 or more, --records 1000 or more");
            return 2;
        }
        try (var comparison = chosen.get()) {
            print(new Rounds(rounds, System.err::println).run(comparison));
        }
        return 0;
    }

    private List<Comparison> comparisons() {
        Path home = MeshOptions.installationFolder().resolve(".logmesh").resolve("bench");
        var comparisons = new ArrayList<Comparison>(List.of(
                new JsonScannerComparison(),
                new RouterComparison(Against.COPY, home, records),
                new RouterComparison(Against.LOOP, home, records),
                new ArchiverComparison(Form.GZIP, home, records),
                new ArchiverComparison(Form.ZSTD, home, records),
                new ArchiverComparison(Form.PARQUET, home, records),
                new ArchiverJobComparison(home, System.err::println),
                new ArchiverCurveComparison(Axis.PARTITIONS, 4, home, records),
                new ArchiverCurveComparison(Axis.PARTITIONS, 16, home, records),
                new ArchiverCurveComparison(Axis.PARTITIONS, 64, home, records),
                new ArchiverCurveComparison(Axis.SOURCES, 20, home, records),
                new ArchiverCurveComparison(Axis.SOURCES, 200, home, records),
                new MetricsComparison(home),
                new MetricsShareComparison(home, records),
                new RoutingCurveComparison(10, false),
                new RoutingCurveComparison(100, false),
                new RoutingCurveComparison(1000, false),
                new RoutingCurveComparison(10, true),
                new RoutingCurveComparison(100, true),
                new RoutingCurveComparison(1000, true)));
        for (var features : EnricherFeatures.values()) {
            comparisons.add(
                    features == EnricherFeatures.UNJOINED
                            ? new EnricherLatencyComparison(home, records)
                            : new EnricherComparison(features, home, records));
        }
        for (var features : EnumSet.range(EnricherFeatures.JOIN, EnricherFeatures.ALL)) {
            comparisons.add(new EnrichmentComparison(features, home));
        }
        comparisons.add(new IndexerComparison(false, home, records));
        comparisons.add(new IndexerComparison(true, home, records));
        comparisons.add(new FreshnessComparison(home, records));
        return comparisons;
    }

    private void print(Result result) throws IOException {
        if (json) {
            var mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            System.out.println(mapper.writeValueAsString(asMap(result)));
            return;
        }
        System.out.printf(
                "%s%nbaseline %,.0f %s, subject %,.0f %s (medians of %d rounds)%nratio %.3f%n",
                result.question(),
                Result.median(result.baseline()),
                result.unit(),
                Result.median(result.subject()),
                result.unit(),
                result.subject().size(),
                result.ratio());
        result.remarks().forEach(System.out::println);
    }

    private static Map<String, Object> asMap(Result result) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", result.name());
        map.put("question", result.question());
        map.put("unit", result.unit());
        map.put("ratio", result.ratio());
        map.put("baseline", Result.median(result.baseline()));
        map.put("subject", Result.median(result.subject()));
        map.put("remarks", result.remarks());
        map.put("rounds", Map.of("baseline", result.baseline(), "subject", result.subject()));
        return map;
    }
}
