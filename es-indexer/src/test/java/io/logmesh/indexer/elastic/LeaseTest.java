package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that keeps one document, and refuses whoever does not know its last sequence number. */
class LeaseTest {

    private static final Duration TERM = Duration.ofMinutes(2);

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private String document;
    private int sequenceNumber;
    private HttpServer server;
    private RestClient client;
    private Lease one;
    private Lease other;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        client = RestClient.builder(
                        new HttpHost("127.0.0.1", server.getAddress().getPort()))
                .build();
        one = new Lease(client, "care", TERM, clock);
        other = new Lease(client, "care", TERM, clock);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.stop(0);
    }

    @Test
    void isHeldByOneAtATime() throws IOException {
        assertThat(one.acquire()).isTrue();
        assertThat(other.acquire()).isFalse();
        assertThat(one.acquire()).isTrue();
    }

    @Test
    void isFreeOnceItIsReleased() throws IOException {
        one.acquire();

        other.release();
        assertThat(other.acquire()).isFalse();

        one.release();
        assertThat(document).isNull();
        assertThat(other.acquire()).isTrue();
    }

    @Test
    void isTakenOverWhenItsTimeIsOver() throws IOException {
        one.acquire();
        now = now.plus(TERM).minusMillis(1);
        assertThat(other.acquire()).isFalse();

        now = now.plusMillis(1);

        assertThat(other.acquire()).isTrue();
        assertThat(one.acquire()).isFalse();
    }

    @Test
    void goesToOneOnlyWhereTwoFindItExpired() throws IOException {
        one.acquire();
        now = now.plus(TERM);
        int seen = sequenceNumber;

        assertThat(other.acquire()).isTrue();

        assertThat(put("if_seq_no=" + seen, "{}")).isEqualTo(409);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var status =
                switch (exchange.getRequestMethod()) {
                    case "GET" -> document == null ? 404 : 200;
                    case "PUT" -> put(query, body);
                    case "DELETE" -> put(query, null);
                    default -> 200;
                };
        var answer = "{\"_seq_no\":%d,\"_primary_term\":1,\"found\":true,\"_source\":%s}"
                .formatted(sequenceNumber, document)
                .getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : answer.length);
        if (!isHead) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private int put(String query, String newDocument) {
        boolean isAllowed =
                query.contains("op_type=create") ? document == null : query.contains("if_seq_no=" + sequenceNumber);
        if (!isAllowed) {
            return 409;
        }
        document = newDocument;
        sequenceNumber++;
        return 200;
    }
}
