package io.logmesh.bench;

import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.util.Map;

/** What a record costs when many sources compare a namespace or a label, against the cost with one source. */
final class RoutingCurveComparison implements Comparison {

    private static final int RECORDS = 1_000_000;
    private static final int DIFFERENT = 1_000;
    private static final int RECORD_SIZE = 1024;

    private final byte[][] records = new byte[DIFFERENT][];
    private final int sources;
    private Routing one;
    private Routing many;

    RoutingCurveComparison(int sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "routing-" + sources;
    }

    @Override
    public String question() {
        return "deciding where a 1 KB record goes, no servers: " + sources + " sources against one";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws InvalidSourcesException {
        for (int i = 0; i < DIFFERENT; i++) {
            records[i] = FluentdRecords.ofSize(RECORD_SIZE, i);
        }
        one = new Routing(sources(1));
        many = new Routing(sources(sources));
    }

    /** The first few are met by records, the others by none, as most are in a cluster with many tenants. */
    private static Sources sources(int count) throws InvalidSourcesException {
        var yaml = new StringBuilder("sources:\n");
        for (int i = 0; i < count; i++) {
            yaml.append("  source-%d: {match: \"%s\"}%n".formatted(i, condition(i)));
        }
        return Sources.parse("bench", yaml.toString());
    }

    private static String condition(int source) {
        return switch (source % 4) {
            case 0 -> "k8s.namespace_name == 'team-" + source + "'";
            case 1 -> "k8s.namespace_name in ['team-%d', 'shop-%d']".formatted(source, source);
            case 2 -> "k8s.labels['app.kubernetes.io/name'] == 'app-" + source + "' && k8s.container_name == 'app'";
            default -> "k8s.labels['tenant-%d'] == 'true'".formatted(source);
        };
    }

    @Override
    public double baseline() {
        return rate(one);
    }

    @Override
    public double subject() {
        return rate(many);
    }

    private double rate(Routing routing) {
        long[] outcomes = new long[1];
        long start = System.nanoTime();
        for (int i = 0; i < RECORDS; i++) {
            var raw = new RawRecord("bench", 0, i, 0, records[i % DIFFERENT], Map::of);
            routing.route(raw, _ -> outcomes[0]++);
        }
        if (outcomes[0] != RECORDS) {
            throw new IllegalStateException(outcomes[0] + " outcomes of " + RECORDS + " records");
        }
        return RECORDS * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
