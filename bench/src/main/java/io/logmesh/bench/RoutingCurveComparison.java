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

    /** Many more than the router remembers, so that most records ask the index anew. */
    private static final int PODS = 20_000;

    private static final int RECORD_SIZE = 1024;

    private final int sources;
    private final boolean unknown;
    private final byte[][] records;
    private Routing one;
    private Routing many;

    /** @param unknown whether records come from more containers than the router remembers */
    RoutingCurveComparison(int sources, boolean unknown) {
        this.sources = sources;
        this.unknown = unknown;
        records = new byte[unknown ? PODS : DIFFERENT][];
    }

    @Override
    public String name() {
        return (unknown ? "routing-unknown-" : "routing-") + sources;
    }

    @Override
    public String question() {
        return "deciding where a 1 KB record goes, no servers" + (unknown ? ", of 20,000 containers: " : ": ") + sources
                + " sources against one";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws InvalidSourcesException {
        for (int i = 0; i < records.length; i++) {
            records[i] = FluentdRecords.ofSize(RECORD_SIZE, i, unknown ? PODS : FluentdRecords.PODS);
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
            var raw = new RawRecord("bench", 0, i, 0, records[i % records.length], Map::of);
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
