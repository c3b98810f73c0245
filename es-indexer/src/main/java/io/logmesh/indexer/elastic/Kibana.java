package io.logmesh.indexer.elastic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a data view of all indices and a saved search into Kibana, in place of older ones of the same ids, by its API for
 * importing saved objects. Nothing depends on them.
 */
public final class Kibana {

    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final String BOUNDARY = "logmesh-saved-objects";

    private final Optional<URI> configured;
    private final ElasticSettings elasticsearch;

    /**
     * @param configured its root; absent where there is no Kibana
     * @param elasticsearch of which it takes the same credentials and certificates
     */
    public Kibana(Optional<URI> configured, ElasticSettings elasticsearch) {
        this.configured = configured;
        this.elasticsearch = elasticsearch;
    }

    /** Returns what is wrong, or nothing; nothing, too, where there is no Kibana. */
    public Optional<String> install() throws InterruptedException {
        return configured.isEmpty() ? Optional.empty() : install(configured.get());
    }

    private Optional<String> install(URI address) throws InterruptedException {
        var builder = HttpClient.newBuilder().connectTimeout(WITHIN);
        elasticsearch.trust().context().ifPresent(builder::sslContext);
        try (var client = builder.build()) {
            var answer = client.send(request(address), BodyHandlers.ofString());
            boolean isDone = answer.statusCode() == 200 && answer.body().contains("\"success\":true");
            return isDone ? Optional.empty() : Optional.of(refused(address, answer.statusCode()));
        } catch (IOException e) {
            return Optional.of("Kibana at " + address + " can't be reached ("
                    + e.getClass().getSimpleName() + "); check logmesh.indexer.kibana");
        }
    }

    private static String refused(URI address, int status) {
        var remedy =
                switch (status) {
                    case 401, 403 ->
                        ": it takes Elasticsearch's credentials; check logmesh.indexer.api-key, or"
                                + " logmesh.indexer.username and logmesh.indexer.password, and their right to saved objects";
                    case 404 -> ": check logmesh.indexer.kibana, with its base path, if it has one";
                    default -> "";
                };
        return "Kibana at " + address + " answers " + status + remedy;
    }

    private HttpRequest request(URI address) {
        var body = "--" + BOUNDARY + "\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"logmesh.ndjson\"\r\n"
                + "Content-Type: application/ndjson\r\n\r\n"
                + savedObjects() + "\r\n--" + BOUNDARY + "--\r\n";
        var request = HttpRequest.newBuilder(URI.create(root(address) + "/api/saved_objects/_import?overwrite=true"))
                .timeout(WITHIN)
                .header("kbn-xsrf", "logmesh")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body));
        elasticsearch.credentials().authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private static String root(URI address) {
        var text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String savedObjects() {
        try (var resource = Kibana.class.getResourceAsStream("kibana.ndjson")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
