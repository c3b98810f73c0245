package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.DailyIndex;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.elasticsearch.client.ResponseException;

/** Says in one line what is wrong between here and Elasticsearch, and which setting to look at. */
final class Trouble {

    private final String hosts;

    Trouble(ElasticSettings settings) {
        // without any user:password@ part, since this goes to the log
        hosts = settings.hosts().stream()
                .map(host -> host.getScheme() + "://" + host.getAuthority().replaceFirst(".*@", ""))
                .collect(Collectors.joining(", "));
    }

    /** A request other than a bulk failed. */
    String of(Exception e) {
        return switch (e) {
            case ElasticsearchException refusal
            when refusal.status() == 400 ->
                "Elasticsearch refuses a template; another one may match the same indices with the same priority, from "
                        + IndexTemplates.PRIORITY + " on: " + refusal.error().reason();
            case ElasticsearchException refusal -> refused(refusal.status());
            case ResponseException refusal ->
                refused(refusal.getResponse().getStatusLine().getStatusCode());
            case TransportException answer when answer.statusCode() >= 400 -> refused(answer.statusCode());
            case TransportException answer
            when answer.statusCode() > 0 ->
                notElasticsearch(answer.getMessage().lines().findFirst().orElse(""));
            case MalformedJsonException answer -> notElasticsearch(answer.getMessage());
            case IOException _ -> unreachable(e);
            default -> "Elasticsearch at " + hosts + " gave an answer that is not understood: " + root(e);
        };
    }

    /** It can be reached, and can't be used. */
    String incompatible(String problem) {
        return "Elasticsearch at " + hosts + " can't be used: " + problem;
    }

    /** Our templates are put, and indices would be made by another one all the same. */
    String overruled() {
        return incompatible("an index template of other origin, of a priority above " + IndexTemplates.PRIORITY
                + ", matches logs-*-" + DailyIndex.CENTURY
                + "*; narrow its index_patterns, lower its priority, or compose it of the components logmesh-mappings and"
                + " logmesh-settings");
    }

    /** A request was answered with an error as a whole. */
    String refused(int status) {
        var remedy =
                switch (status) {
                    case 401 ->
                        ": it does not accept the credentials; check logmesh.indexer.api-key, or"
                                + " logmesh.indexer.username and logmesh.indexer.password";
                    case 403 ->
                        ": the credentials lack a right; logmesh needs create_doc, create_index, view_index_metadata and"
                                + " delete_index, or manage, on logs-* (with into: auto, also monitor and read), all on "
                                + ControlIndex.NAME + ", and of the cluster monitor, manage_index_templates and"
                                + " manage_ilm (with a frozen tier, manage)";
                    case 429, 502, 503, 504 -> ": it is overloaded or not ready yet";
                    case 500, 501, 505 -> ": it failed; its own log says why";
                    default -> ": this is no answer to a bulk request; check logmesh.indexer.hosts";
                };
        return "Elasticsearch at " + hosts + " answers " + status + remedy;
    }

    /** Something answered that does not speak Elasticsearch's language. */
    String notElasticsearch(String detail) {
        return "What answers at " + hosts + " does not seem to be Elasticsearch (" + detail
                + "); check logmesh.indexer.hosts";
    }

    /** There was no answer. */
    String unreachable(Exception e) {
        var cause = root(e);
        var detail =
                switch (cause) {
                    case UnknownHostException _ -> "unknown host " + cause.getMessage();
                    case SSLException _, GeneralSecurityException _ -> "TLS: " + cause.getMessage();
                    default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                };
        var settings = cause instanceof SSLException || cause instanceof GeneralSecurityException
                ? "whether its certificate is one of logmesh.indexer.ca or logmesh.indexer.ca-fingerprint"
                : "logmesh.indexer.hosts";
        return "Elasticsearch at " + hosts + " can't be reached (" + detail + "); check " + settings;
    }

    private static Throwable root(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
