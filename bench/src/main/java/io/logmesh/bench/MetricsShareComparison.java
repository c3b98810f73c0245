package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What all metrics take of the CPU time of the services' threads, from start to end, by samples of the packaged services under full
 * load: those in which something counts, or is scraped, against all.
 */
final class MetricsShareComparison implements Comparison {

    private static final String INPUT = "bench.raw";
    private static final int RECORD_SIZE = 1024;

    private final Path home;
    private final int records;
    private final Map<Service, CpuSamples> samples = new EnumMap<>(Service.class);
    private Optional<CpuSamples> round = Optional.empty();
    private BenchMesh mesh;
    private Sinkhole sinkhole;

    MetricsShareComparison(Path home, int records) {
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return "metrics-share";
    }

    @Override
    public String question() {
        return "1 KB Fluentd records, the four services one after the other at full speed, scraped every five seconds: samples of"
                + " their CPU time outside of metrics against all";
    }

    @Override
    public String unit() {
        return "samples";
    }

    @Override
    public void prepare() throws Exception {
        sinkhole = new Sinkhole();
        var options = MeshOptions.forTest(home)
                .withFresh(true)
                .withRawTopics(List.of(INPUT))
                .withSourcesFile(RouterComparison.sources());
        for (var service : Service.values()) {
            options = options.withEnvironment(
                    service,
                    Map.of(
                            "JAVA_TOOL_OPTIONS",
                            CpuSamples.option(recording(service)),
                            "LOGMESH_ROUTER_RAW_TOPICS",
                            INPUT,
                            "LOGMESH_ROUTER_ROUTED_PARTITIONS",
                            "1",
                            "LOGMESH_INDEXER_HOSTS",
                            sinkhole.address().toString()));
        }
        mesh = BenchMesh.start(options, Server.KAFKA, Server.S3);
        for (var service : Service.values()) {
            mesh.start(service); // the first time behind a build it writes its archive of classes, and does not record
            mesh.stop(service);
            mesh.forget(service);
        }
        new Filler(mesh.kafka())
                .fill(records, i -> new ProducerRecord<>(INPUT, 0, null, FluentdRecords.ofSize(RECORD_SIZE, i)));
    }

    @Override
    public double baseline() throws IOException, ExecutionException, InterruptedException {
        return round().all();
    }

    @Override
    public double subject() throws IOException, ExecutionException, InterruptedException {
        var round = round();
        return round.all() - round.ofMetrics();
    }

    /** Asked for twice in a round, and run once. */
    private CpuSamples round() throws IOException, ExecutionException, InterruptedException {
        var known = round;
        var result = known.isPresent() ? known.get() : run();
        round = known.isPresent() ? Optional.empty() : Optional.of(result);
        return result;
    }

    /** What one service wrote is the next one's input, and of every round but the first, what was written before, too. */
    private CpuSamples run() throws IOException, ExecutionException, InterruptedException {
        var sum = CpuSamples.NONE;
        for (var service : Service.values()) {
            var topics = service == Service.ROUTER
                    ? List.of(INPUT)
                    : service == Service.ENRICHER ? List.of(Topics.ROUTED) : mesh.topics(Topics.ENRICHED);
            mesh.whileRunning(service, group -> {
                try (var _ = new Scraping(mesh.address(service))) {
                    mesh.drain(topics, mesh.written(topics)).awaitEnd(group);
                    return 0;
                }
            });
            samples.put(service, CpuSamples.read(recording(service)));
            sum = sum.plus(samples.get(service));
        }
        return sum;
    }

    @Override
    public List<String> remarks() {
        return List.of(samples.entrySet().stream()
                .map(entry -> "%s %.2f %% of %,d"
                        .formatted(
                                entry.getKey().displayName(),
                                100.0
                                        * entry.getValue().ofMetrics()
                                        / entry.getValue().all(),
                                entry.getValue().all()))
                .collect(Collectors.joining(", ", "metrics, in the last round: ", "")));
    }

    private Path recording(Service service) {
        return home.resolveSibling("bench-" + service.displayName() + ".jfr");
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
        if (sinkhole != null) {
            sinkhole.close();
        }
    }
}
