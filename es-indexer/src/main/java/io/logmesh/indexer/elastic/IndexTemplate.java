package io.logmesh.indexer.elastic;

import io.logmesh.indexer.bulk.DailyIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * The index template that all daily indices are made from. Its priority is above that of Elasticsearch's own template
 * {@code logs}, which would turn them into data streams, and its pattern is narrow enough to match nothing else.
 */
public final class IndexTemplate {

    private static final String PATH = "/_index_template/logmesh";

    private final RestClient client;
    private final Trouble trouble;
    private final String template;

    IndexTemplate(RestClient client, Trouble trouble, int shards, int replicas) {
        this.client = client;
        this.trouble = trouble;
        this.template = text(shards, replicas);
    }

    static String text(int shards, int replicas) {
        try (var resource = IndexTemplate.class.getResourceAsStream("index-template.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${pattern}", "logs-*-" + DailyIndex.CENTURY + "*.*.*")
                    .replace("\"${shards}\"", Integer.toString(shards))
                    .replace("\"${replicas}\"", Integer.toString(replicas));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the template, in place of an older one; returns what is wrong, or nothing. */
    public Optional<String> install() {
        var request = new Request("PUT", PATH);
        request.setJsonEntity(template);
        try {
            client.performRequest(request);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(problem(e));
        }
    }

    /** Puts the template where somebody has deleted it; returns what is wrong, or nothing. */
    public Optional<String> ensure() {
        try {
            int status = client.performRequest(new Request("HEAD", PATH))
                    .getStatusLine()
                    .getStatusCode();
            return status == 404 ? install() : Optional.empty();
        } catch (IOException e) {
            return Optional.of(problem(e));
        }
    }

    private String problem(IOException e) {
        if (!(e instanceof ResponseException refusal)) {
            return trouble.unreachable(e);
        }
        int status = refusal.getResponse().getStatusLine().getStatusCode();
        return status == 400
                ? "Elasticsearch refuses the index template 'logmesh'; another template may match the same indices with"
                        + " the same priority, 500: "
                        + refusal.getMessage().lines().skip(1).findFirst().orElse("")
                : trouble.refused(status);
    }
}
