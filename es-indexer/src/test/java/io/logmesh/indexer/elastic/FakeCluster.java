package io.logmesh.indexer.elastic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers as a cluster would, as far as preparing it goes, or as it is told to; and writes down what it is asked. */
public final class FakeCluster implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public FakeCluster() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("GET /_nodes/_all/plugins", 200, ClusterFeaturesTest.nodes(ClusterFeaturesTest.node("8.19.21")));
        answer("GET /_index_template/logmesh-*", 200, "{}");
        answer("GET /logs-*/_mapping", 200, "{}");
        answer(
                "GET /logmesh-control/_doc/care",
                200,
                "{\"_seq_no\":7,\"_primary_term\":1,\"_source\":{\"owner\":\"other\",\"until\":0}}");
        server.createContext("/", this::handle);
        server.start();
    }

    /** What a request is answered with, such as {@code GET /_nodes}; what nothing is said about succeeds. */
    public void answer(String request, int status, String body) {
        statuses.put(request, status);
        bodies.put(request, body);
    }

    public ElasticConnection connection() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ElasticConnection(new ElasticSettings(
                List.of(address), new ElasticSettings.Credentials.None(), new ElasticSettings.Trust.Default(), 2, false));
    }

    public Bootstrap bootstrap(Supplier<IndexPlan> plan, Consumer<String> log) {
        return connection().bootstrap(plan, Clock.systemUTC(), log);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        requests.add(request);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var body = bodies.getOrDefault(request, "{\"acknowledged\":true}").getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(statuses.getOrDefault(request, 200), isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
