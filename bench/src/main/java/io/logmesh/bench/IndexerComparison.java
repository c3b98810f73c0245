package io.logmesh.bench;

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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The packaged indexer against a loader of ready-made bulks, both into the same Elasticsearch, or into a sinkhole. */
final class IndexerComparison implements Comparison {

    private final boolean intoSinkhole;
    private final Path home;
    private final int records;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newHttpClient();
    private Sinkhole sinkhole;
    private BenchMesh mesh;
    private BulkLoader loader;

    IndexerComparison(boolean intoSinkhole, Path home, int records, Consumer<String> progress) {
        this.intoSinkhole = intoSinkhole;
        this.home = home;
        this.records = records;
        this.progress = progress;
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
        var options = MeshOptions.forTest(home).withFresh(true);
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
        loader = new BulkLoader(target(), records);
    }

    @Override
    public double baseline() throws Exception {
        deleteIndex();
        return loader.rate();
    }

    @Override
    public double subject() throws Exception {
        deleteIndex();
        return mesh.whileRunning(Service.ES_INDEXER, group -> {
            var indexer = CpuTime.of(home, Service.ES_INDEXER.displayName());
            var elasticsearch = CpuTime.of(home, Server.ELASTICSEARCH.displayName());
            double rate = mesh.drain(topic(), records).rate(group);
            progress.accept(
                    "%s: behind its start the indexer took %.1f s of CPU for %,d documents, Elasticsearch %.1f s"
                            .formatted(name(), indexer.seconds(), records, elasticsearch.seconds()));
            return rate;
        });
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
