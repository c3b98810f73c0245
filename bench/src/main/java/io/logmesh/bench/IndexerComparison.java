package io.logmesh.bench;

import io.logmesh.bench.Rounds.Result;
import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/** The packaged indexer against a loader of ready-made bulks, both into the same Elasticsearch, or into a sinkhole. */
final class IndexerComparison implements Comparison {

    private final boolean intoSinkhole;
    private final Path home;
    private final int records;
    private final List<Spent> spent = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Sinkhole sinkhole;
    private BenchMesh mesh;
    private BulkLoader loader;

    /**
     * CPU of one round, in seconds for a million documents.
     *
     * @param indexer behind the first half, by which it has warmed up
     * @param elasticsearch in the same time
     * @param whole of the indexer's process from its start to its end
     */
    private record Spent(double indexer, double elasticsearch, double whole) {}

    IndexerComparison(boolean intoSinkhole, Path home, int records) {
        this.intoSinkhole = intoSinkhole;
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return intoSinkhole ? "indexer-sinkhole" : "indexer";
    }

    @Override
    public String question() {
        return "documents of 640 bytes: the indexer against a loader of ready-made bulks with as many connections,"
                + " into "
                + (intoSinkhole ? "an endpoint that answers at once" : "the same Elasticsearch");
    }

    @Override
    public String unit() {
        return "documents/s";
    }

    @Override
    public void prepare() throws Exception {
        sinkhole = new Sinkhole();
        var options = MeshOptions.forTest(home).withFresh(true).withSearch(BulkLoader.SEARCH);
        var settings = new HashMap<>(Map.of(
                "LOGMESH_INDEXER_REPLICAS", "0",
                "LOGMESH_INDEXER_IN_FLIGHT", Integer.toString(BulkLoader.CONNECTIONS),
                "LOGMESH_INDEXER_BULK_BYTES", Integer.toString(BulkLoader.BYTES)));
        if (intoSinkhole) {
            settings.put("LOGMESH_INDEXER_HOSTS", sinkhole.address().toString());
        }
        mesh = BenchMesh.start(options.withEnvironment(Service.ES_INDEXER, settings));
        mesh.start(Service.ES_INDEXER); // so that the loader finds the templates, too
        mesh.stop(Service.ES_INDEXER);
        mesh.makeTopic(topic(), 1);
        new Filler(mesh.kafka()).fill(records, EnrichedRecords::record);
        loader = new BulkLoader(target(), records, home.resolve("bulks"));
    }

    @Override
    public double baseline() throws Exception {
        deleteIndex();
        return loader.rate();
    }

    @Override
    public double subject() throws Exception {
        deleteIndex();
        return mesh.whileRunning(Service.ES_INDEXER, this::measured);
    }

    private double measured(String group) throws IOException, ExecutionException, InterruptedException {
        var cpu = new ArrayList<CpuTime>();
        var stretch = mesh.drain(topic(), records).stretch(group, () -> {
            cpu.add(CpuTime.of(home, Service.ES_INDEXER.displayName()));
            cpu.add(CpuTime.of(home, Server.ELASTICSEARCH.displayName()));
        });
        cpu.add(CpuTime.sinceStart(home, Service.ES_INDEXER.displayName()));
        double perMillion = 1e6 / stretch.records();
        spent.add(new Spent(
                cpu.get(0).seconds() * perMillion,
                cpu.get(1).seconds() * perMillion,
                cpu.get(2).seconds() * 1e6 / records));
        return stretch.rate();
    }

    @Override
    public List<String> remarks() {
        var counted = spent.subList(1, spent.size()); // the first round warms up
        double indexer = median(counted, Spent::indexer);
        double elasticsearch = median(counted, Spent::elasticsearch);
        var own = "CPU for 1,000,000 documents: the indexer %.1f s once it is warm, %.1f s with its start and warm-up"
                .formatted(indexer, median(counted, Spent::whole));
        return intoSinkhole
                ? List.of(own)
                : List.of(
                        own,
                        "Elasticsearch %.1f s, of which the warm indexer's are %.0f %%"
                                .formatted(elasticsearch, 100 * indexer / elasticsearch));
    }

    private static double median(List<Spent> rounds, ToDoubleFunction<Spent> figure) {
        return Result.median(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    private void deleteIndex() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target().resolve("/" + EnrichedRecords.INDEX + "?ignore_unavailable=true"))
                .DELETE();
        http.send(request.build(), BodyHandlers.discarding());
    }

    private URI target() {
        return intoSinkhole ? sinkhole.address() : mesh.addresses().elasticsearch();
    }

    private static String topic() {
        return Topics.enriched(EnrichedRecords.SOURCE);
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
        if (sinkhole != null) {
            sinkhole.close();
        }
        http.close();
    }
}
