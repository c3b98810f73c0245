package io.logmesh.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** Stands on the wire before Elasticsearch, and spoils the bulk requests that pass, as a test asks. */
final class FaultProxy implements AutoCloseable {

    /** What becomes of a bulk request; to be left with {@link #pass} for others. */
    interface Fault {
        void handle(Bulk bulk) throws IOException, InterruptedException;
    }

    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicInteger spoiled = new AtomicInteger();
    private volatile Fault fault = Bulk::pass;

    FaultProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on. */
    void spoil(Fault newFault) {
        spoiled.set(0);
        fault = newFault;
    }

    void pass() {
        fault = Bulk::pass;
    }

    /** How many bulks met the present fault. */
    int spoiled() {
        return spoiled.get();
    }

    static Fault answering(int status) {
        return bulk -> bulk.answer(status, "{}");
    }

    /** Each document is put off, as by a full queue. */
    static Fault rejecting() {
        return bulk -> bulk.passOnly((_, _) -> false, 429, "es_rejected_execution_exception");
    }

    /** Documents that hold the text fail by themselves, for ever. */
    static Fault failingAt(String text) {
        return bulk -> bulk.passOnly((_, document) -> !document.contains(text), 500, "exception");
    }

    /** Every other document is put off. */
    static Fault halfFailing() {
        return bulk -> bulk.passOnly((number, _) -> number % 2 == 0, 503, "unavailable_shards_exception");
    }

    /** Everything is carried out, and nobody hears of it. */
    static Fault losingAnswers() {
        return bulk -> {
            bulk.forward(bulk.body);
            bulk.exchange.close();
        };
    }

    static Fault delaying(Duration time) {
        return bulk -> {
            Thread.sleep(time); // this is the fault
            bulk.pass();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        var bulk = new Bulk(exchange, exchange.getRequestBody().readAllBytes());
        try {
            if (exchange.getRequestURI().getPath().equals("/_bulk")) {
                spoiled.incrementAndGet();
                fault.handle(bulk);
            } else {
                bulk.pass();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // the server behind is down: so are we
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    /** One request that waits for its answer. */
    final class Bulk {
        private final HttpExchange exchange;
        private final byte[] body;

        private Bulk(HttpExchange exchange, byte[] body) {
            this.exchange = exchange;
            this.body = body;
        }

        private void pass() throws IOException, InterruptedException {
            var answer = forward(body);
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .add("Content-Type", type));
            answer.headers().firstValue("X-elastic-product").ifPresent(product -> exchange.getResponseHeaders()
                    .add("X-elastic-product", product));
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), isHead ? -1 : answer.body().length);
            if (!isHead) {
                exchange.getResponseBody().write(answer.body());
            }
        }

        private HttpResponse<byte[]> forward(byte[] what) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(what));
            for (var name : List.of("Content-Type", "Accept")) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }

        private void answer(int status, String json) throws IOException {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        /** Lets those documents through, and answers for the others itself. */
        private void passOnly(BiPredicate<Integer, String> passes, int status, String error)
                throws IOException, InterruptedException {
            var lines = new String(body, StandardCharsets.UTF_8).split("\n", -1);
            var passed = new ArrayList<Boolean>();
            var through = new ByteArrayOutputStream();
            for (int i = 0; i + 1 < lines.length; i += 2) {
                boolean isPassed = passes.test(i / 2, lines[i + 1]);
                passed.add(isPassed);
                if (isPassed) {
                    through.writeBytes((lines[i] + '\n' + lines[i + 1] + '\n').getBytes(StandardCharsets.UTF_8));
                }
            }
            answer(200, merged(passed, through.toByteArray(), status, error).toString());
        }

        private ObjectNode merged(List<Boolean> passed, byte[] through, int status, String error)
                throws IOException, InterruptedException {
            var answer = mapper.createObjectNode().put("errors", true);
            var theirs = through.length == 0
                    ? mapper.createArrayNode()
                    : mapper.readTree(forward(through).body()).path("items");
            var items = answer.putArray("items");
            int next = 0;
            for (boolean isPassed : passed) {
                if (isPassed) {
                    items.add(theirs.get(next++));
                } else {
                    items.addObject()
                            .putObject("create")
                            .put("status", status)
                            .putObject("error")
                            .put("type", error)
                            .put("reason", "a fault that a test asked for");
                }
            }
            return answer;
        }
    }
}
