package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.transport.TransportException;
import io.logmesh.indexer.bulk.DailyIndex;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The index template that all daily indices are made from. Its priority is above that of Elasticsearch's own template
 * {@code logs}, which would turn them into data streams, and its pattern is narrow enough to match nothing else.
 */
public final class IndexTemplate {

    private static final String NAME = "logmesh";

    private final ElasticsearchIndicesClient indices;
    private final Trouble trouble;
    private final String template;

    IndexTemplate(ElasticsearchIndicesClient indices, Trouble trouble, int shards, int replicas) {
        this.indices = indices;
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
        try {
            indices.putIndexTemplate(request -> request.name(NAME).withJson(new StringReader(template)));
            return Optional.empty();
        } catch (ElasticsearchException | IOException e) {
            return Optional.of(problem(e));
        }
    }

    /** Puts the template where somebody has deleted it; returns what is wrong, or nothing. */
    public Optional<String> ensure() {
        try {
            boolean exists =
                    indices.existsIndexTemplate(request -> request.name(NAME)).value();
            return exists ? Optional.empty() : install();
        } catch (ElasticsearchException | IOException e) {
            return Optional.of(problem(e));
        }
    }

    private String problem(Exception e) {
        return switch (e) {
            case ElasticsearchException refusal
            when refusal.status() == 400 ->
                "Elasticsearch refuses the index template '" + NAME + "'; another template may match the same indices"
                        + " with the same priority, 500: " + refusal.error().reason();
            case ElasticsearchException refusal -> trouble.refused(refusal.status());
            case TransportException answer when answer.statusCode() >= 400 -> trouble.refused(answer.statusCode());
            case TransportException answer
            when answer.statusCode() > 0 ->
                trouble.notElasticsearch(answer.getMessage().lines().findFirst().orElse(""));
            default -> trouble.unreachable(e);
        };
    }
}
