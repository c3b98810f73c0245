package io.logmesh.cli.connection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server that says what it is told to, and keeps what it was asked. */
public final class CannedServer implements AutoCloseable {

    /** What was asked: {@code target} is the decoded path and query. */
    public record Asked(String method, String target, String body) {

        public boolean is(String otherMethod, String beginning) {
            return method.equals(otherMethod) && target.startsWith(beginning);
        }
    }

    /** What to say. */
    public record Answer(int status, String type, byte[] body) {

        public static Answer xml(int status, String body) {
            return new Answer(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer elastic(String body) {
            return new Answer(
                    200, "application/vnd.elasticsearch+json;compatible-with=8", body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer bytes(byte[] body) {
            return new Answer(200, "application/octet-stream", body);
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public CannedServer(Function<Asked, Answer> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange, Function<Asked, Answer> answers) throws IOException {
        var uri = exchange.getRequestURI();
        var request = new Asked(
                exchange.getRequestMethod(),
                uri.getPath() + (uri.getQuery() == null ? "" : '?' + uri.getQuery()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        var answer = answers.apply(request);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
