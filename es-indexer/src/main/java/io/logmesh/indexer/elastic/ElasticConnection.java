package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.logmesh.indexer.bulk.BulkEndpoint;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;

/**
 * The way to a cluster. It connects with the first request, and goes on to the next host where one does not answer.
 * Thread-safe.
 */
public final class ElasticConnection implements Closeable {

    private static final int CONNECT_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(5);

    /** Longer than Elasticsearch itself waits for a shard, so that its own answer comes first. */
    private static final int ANSWER_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(60);

    /** For bulks, whose bodies are bytes made here, and whose answers are not turned into objects per document. */
    private final RestClient client;

    /** For all else. It sends through {@link #client}. */
    private final ElasticsearchTransport transport;

    private final Trouble trouble;

    public ElasticConnection(ElasticSettings settings) {
        client = client(settings);
        transport = new RestClientTransport(client, new SimpleJsonpMapper());
        trouble = new Trouble(settings);
    }

    /** The bulk API. */
    public BulkEndpoint bulk() {
        return new ElasticBulk(client, trouble);
    }

    /**
     * The template that all indices are made from.
     *
     * @param shards primary shards of each index
     * @param replicas copies of each shard
     */
    public IndexTemplate template(int shards, int replicas) {
        return new IndexTemplate(new ElasticsearchIndicesClient(transport), trouble, shards, replicas);
    }

    /** Ends the requests under way. */
    @Override
    public void close() throws IOException {
        transport.close();
    }

    private static RestClient client(ElasticSettings settings) {
        var hosts = settings.hosts().stream()
                .map(host -> HttpHost.create(host.toString()))
                .toArray(HttpHost[]::new);
        return RestClient.builder(hosts)
                .setRequestConfigCallback(
                        request -> request.setConnectTimeout(CONNECT_TIMEOUT).setSocketTimeout(ANSWER_TIMEOUT))
                .setHttpClientConfigCallback(
                        http -> http.setMaxConnPerRoute(settings.connections()).setMaxConnTotal(settings.connections()))
                .setDefaultHeaders(
                        authorization(settings.credentials()).stream().toArray(Header[]::new))
                .build();
    }

    private static Optional<Header> authorization(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None _ -> Optional.empty();
            case Credentials.ApiKey(var encoded) -> Optional.of(header("ApiKey " + encoded));
            case Credentials.Basic(var username, var password) ->
                Optional.of(header("Basic " + base64(username + ':' + password)));
        };
    }

    private static Header header(String value) {
        return new BasicHeader(HttpHeaders.AUTHORIZATION, value);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
