package io.logmesh.indexer.elastic;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers as a cluster would, as far as preparing it goes, or as it is told to; and writes down what it is asked. */
public final class FakeCluster implements AutoCloseable {

    private static final String TEMPLATES = "GET /_index_template/logmesh*";
    private static final String PUT_TEMPLATE = "PUT /_index_template/";

    private final HttpServer server;
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, String> sent = new ConcurrentHashMap<>();
    final Map<String, Headers> headers = new ConcurrentHashMap<>();

    public FakeCluster() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("GET /_nodes/_all/plugins,jvm", 200, ClusterFeaturesTest.nodes(ClusterFeaturesTest.node("8.19.21")));
        answer(
                "POST /_index_template/_simulate_index/logs-_shared-2099.12.31",
                200,
                "{\"template\":{\"mappings\":{\"_meta\":{\"managed_by\":\"logmesh\"}}}}");
        answer("GET /logs-*/_mapping", 200, "{}");
        answer("POST /api/saved_objects/_import", 200, "{\"success\":true,\"successCount\":2}");
        answer("GET /_cluster/health", 200, """
                {"status":"yellow","number_of_nodes":3}""");
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

    /** Takes back what {@link #answer} said. */
    public void answerAsUsual(String request) {
        statuses.remove(request);
        bodies.remove(request);
    }

    /** The index templates that were put. */
    private String templates() {
        return sent.keySet().stream()
                .filter(request -> request.startsWith(PUT_TEMPLATE))
                .map(request -> template(request.substring(PUT_TEMPLATE.length()), "logmesh"))
                .collect(Collectors.joining(",", "{\"index_templates\":[", "]}"));
    }

    static String template(String name, String owner) {
        return "{\"name\":\"%s\",\"index_template\":{\"_meta\":{\"managed_by\":\"%s\"}}}".formatted(name, owner);
    }

    public Bootstrap bootstrap(IndexPlan plan, Consumer<String> log) {
        return bootstrap(plan, Clock.systemUTC(), log);
    }

    Bootstrap bootstrap(IndexPlan plan, Clock clock, Consumer<String> log) {
        return new ElasticConnection(settings()).bootstrap(plan, clock, log);
    }

    Placements placements(long ownFrom, Pause pause, Consumer<String> log, Consumer<String> problems) {
        return new ElasticConnection(settings()).placements(ownFrom, pause, log, problems);
    }

    public Kibana kibana() {
        return kibana("");
    }

    Kibana kibana(String basePath) {
        return new Kibana(Optional.of(URI.create(address() + basePath)), settings());
    }

    private ElasticSettings settings() {
        return settings(false);
    }

    ElasticSettings settings(boolean sniff) {
        return new ElasticSettings(
                List.of(address()),
                new Credentials.Basic("u", "p"),
                new ElasticSettings.Trust.Default(),
                2,
                false,
                sniff);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request =
                exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        requests.add(request);
        sent.put(request, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.put(request, exchange.getRequestHeaders());
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var body = bodies.getOrDefault(request, request.equals(TEMPLATES) ? templates() : "{\"acknowledged\":true}")
                .getBytes(StandardCharsets.UTF_8);
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
