package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.logmesh.indexer.bulk.Answer;
import io.logmesh.indexer.bulk.Doc;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.logmesh.indexer.elastic.ElasticSettings.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers as it is told to. */
class ElasticBulkTest {

    private static final String CREATED = "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}";

    private HttpServer server;
    private int status = 200;
    private String answer = CREATED;
    private String path = "";
    private String authorization = "";
    private String contentType = "";
    private String encoding = "";
    private byte[] body = {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().getPath();
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            contentType = exchange.getRequestHeaders().getFirst("Content-Type");
            body = exchange.getRequestBody().readAllBytes();
            encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsNdjsonToTheBulkApi() throws Exception {
        assertThat(send(new Credentials.None())).isEqualTo(new Answer.Items(List.of(Outcome.CREATED)));
        assertThat(path).isEqualTo("/_bulk");
        assertThat(contentType).isEqualTo("application/x-ndjson");
        assertThat(authorization).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsManyMegabytesWhole(boolean isCompressed) throws Exception {
        var documents = IntStream.range(0, 3000)
                .mapToObj(i -> Doc.of(i, "{\"n\":\"" + Integer.toString(i).repeat(400) + "\"}"))
                .toList();

        send(new Credentials.None(), isCompressed, documents);

        var lines = new String(isCompressed ? unzipped(body) : body, StandardCharsets.UTF_8).lines();
        assertThat(encoding).isEqualTo(isCompressed ? "gzip" : null);
        assertThat(lines.skip(1).filter(line -> line.startsWith("{\"n\"")))
                .containsExactlyElementsOf(documents.stream()
                        .map(document -> new String(document.value(), StandardCharsets.UTF_8))
                        .toList());
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @Test
    void sendsTheCredentials() throws Exception {
        send(new Credentials.Basic("user", "pass"));
        assertThat(authorization).isEqualTo("Basic dXNlcjpwYXNz");

        send(new Credentials.ApiKey("a2V5"));
        assertThat(authorization).isEqualTo("ApiKey a2V5");
    }

    @Test
    void namesTheSettingWhereTheCredentialsAreRefused() throws Exception {
        status = 401;

        assertThat(problem())
                .contains("401")
                .contains("logmesh.indexer.api-key")
                .contains("logmesh.indexer.password");
    }

    @Test
    void namesTheRightsWhereTheyAreMissing() throws Exception {
        status = 403;

        assertThat(problem()).contains("403").contains("create_index");
    }

    @Test
    void takesAnOverloadAsUnavailable() throws Exception {
        status = 503;

        assertThat(problem()).contains("503").contains("overloaded or not ready");
    }

    @Test
    void tellsThatTheWholeRequestIsPushedBack() throws Exception {
        status = 429;
        assertThat(send(new Credentials.None()))
                .isInstanceOfSatisfying(Answer.Unavailable.class, away -> assertThat(away.overload())
                        .isTrue());

        status = 500;
        assertThat(send(new Credentials.None())).isInstanceOfSatisfying(Answer.Unavailable.class, away -> {
            assertThat(away.overload()).isFalse();
            assertThat(away.problem()).contains("500", "log").doesNotContain("logmesh.indexer.hosts");
        });
    }

    @Test
    void tellsARequestThatIsTooLarge() throws Exception {
        status = 413;

        assertThat(send(new Credentials.None())).isEqualTo(new Answer.TooLarge());
    }

    @Test
    void suspectsTheAddressWhereSomethingElseAnswers() throws Exception {
        answer = "<html>hello</html>";

        assertThat(problem()).contains("does not seem to be Elasticsearch").contains("logmesh.indexer.hosts");
    }

    @Test
    void namesTheSettingWhereNobodyAnswers() throws Exception {
        server.stop(0);

        assertThat(problem()).contains("can't be reached").contains("logmesh.indexer.hosts");
    }

    private String problem() throws Exception {
        assertThat(send(new Credentials.None())).isInstanceOf(Answer.Unavailable.class);
        return ((Answer.Unavailable) send(new Credentials.None())).problem();
    }

    private Answer send(Credentials credentials) throws Exception {
        return send(credentials, false, List.of(Doc.of(1)));
    }

    private Answer send(Credentials credentials, boolean isCompressed, List<Doc> documents) throws Exception {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var settings = new ElasticSettings(List.of(address), credentials, new Trust.Default(), 2, isCompressed, false);
        try (var connection = new ElasticConnection(settings)) {
            return connection.bulk().create(documents);
        }
    }
}
