package io.logmesh.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Takes every bulk at once and stores nothing; to whoever prepares it, it looks like a bare Elasticsearch. */
final class Sinkhole implements AutoCloseable {

    private static final String NODES = "{\"nodes\":{\"one\":{\"version\":\"8.19.21\",\"modules\":[]}}}";

    private static final String TEMPLATE = "{\"template\":{\"mappings\":{\"_meta\":{\"managed_by\":\"logmesh\"}}}}";

    private final HttpServer server;

    Sinkhole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", Sinkhole::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void handle(HttpExchange exchange) throws IOException {
        var buffer = new byte[64 * 1024];
        try (var body = exchange.getRequestBody()) {
            while (body.read(buffer) >= 0) {
                // nothing is kept
            }
        }
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var answer = answer(exchange).getBytes(StandardCharsets.US_ASCII);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, isHead ? -1 : answer.length);
        if (!isHead) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static String answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/_bulk")) {
            return "{\"errors\":false}";
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return path.startsWith("/_nodes") ? NODES : "{}";
        }
        return path.contains("_simulate_index") ? TEMPLATE : "{\"acknowledged\":true}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
