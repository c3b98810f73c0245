package io.logmesh.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes what services export by OTLP, over HTTP. */
final class SpanSink implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("logmesh-(?:router|enricher|s3-archiver|es-indexer)");

    /** Protobuf; ids stand in it as bytes, names as text. A character each, so that both can be looked for. */
    private final Queue<String> exports = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    SpanSink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The services that have told of that trace; its id is in hex digits. */
    Set<String> servicesOf(String trace) {
        var id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        return exports.stream()
                .filter(export -> export.contains(id))
                .flatMap(export -> SERVICE.matcher(export).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
