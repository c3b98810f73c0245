package io.logmesh.archiver.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the metadata of objects in memory, and knows conditional writes or not. */
final class BareStore implements AutoCloseable {

    /** What it makes of {@code If-None-Match}. */
    enum Condition {
        KEPT,
        IGNORED,
        REFUSED
    }

    private static final String CHECKSUM = "x-amz-meta-" + Requests.CHECKSUM;
    private static final int NO_BODY = -1;

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Condition condition;
    private final Map<String, String> checksums = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean knowsNothing;

    BareStore(Condition condition) throws IOException {
        this.condition = condition;
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void holds(String key, String checksum) {
        checksums.put(key, checksum);
    }

    String checksum(String key) {
        return checksums.get(key);
    }

    /** The methods of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whether each write is answered with 501. */
    void knowsNothing(boolean nothing) {
        knowsNothing = nothing;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var _ = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod());
            var key = exchange.getRequestURI().getPath().substring("/b/".length());
            exchange.sendResponseHeaders(
                    exchange.getRequestMethod().equals("HEAD") ? look(exchange, key) : write(exchange, key), NO_BODY);
        }
    }

    private int look(HttpExchange exchange, String key) {
        var there = checksums.get(key);
        if (there == null) {
            return 404;
        }
        exchange.getResponseHeaders().add(CHECKSUM, there);
        return 200;
    }

    private int write(HttpExchange exchange, String key) {
        var headers = exchange.getRequestHeaders();
        boolean conditional = headers.containsKey("If-None-Match");
        if (knowsNothing || (conditional && condition == Condition.REFUSED)) {
            return 501;
        }
        if (conditional && condition == Condition.KEPT && checksums.containsKey(key)) {
            return 412;
        }
        checksums.put(key, headers.getFirst(CHECKSUM));
        return 200;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
