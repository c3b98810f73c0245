package io.logmesh.indexer.elastic;

import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.logmesh.indexer.bulk.BulkEndpoint;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
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

    /** Longer than preparing the cluster takes. */
    private static final Duration CARE_WITHIN = Duration.ofMinutes(2);

    /** For bulks, whose bodies are bytes made here, and whose answers are not turned into objects per document. */
    private final RestClient client;

    /** For all else. It sends through {@link #client}. */
    private final ElasticsearchTransport transport;

    private final Trouble trouble;
    private final Optional<Sniffing> sniffing;

    public ElasticConnection(ElasticSettings settings) {
        client = client(settings);
        transport = new RestClientTransport(client, new SimpleJsonpMapper());
        trouble = new Trouble(settings);
        sniffing = settings.sniff()
                ? Optional.of(new Sniffing(client, settings.hosts().getFirst().getScheme(), client.getNodes()))
                : Optional.empty();
    }

    /** The bulk API. */
    public BulkEndpoint bulk() {
        return new ElasticBulk(client, trouble);
    }

    /**
     * What prepares the cluster.
     *
     * @param plan what to prepare for at first
     * @param log takes what an operator should know
     */
    public Bootstrap bootstrap(IndexPlan plan, Clock clock, Consumer<String> log) {
        var requests = new ClusterRequests(client, transport, sniffing);
        return new Bootstrap(requests, new Lease(client, "care", CARE_WITHIN, clock), trouble, plan, clock, log);
    }

    /**
     * Which sources have an index of their own, by their sizes.
     *
     * @param ownFrom from how many bytes a day on
     * @param log takes what was decided
     * @param problems takes why nothing can be decided for now
     */
    public Placements placements(long ownFrom, Pause pause, Consumer<String> log, Consumer<String> problems) {
        var sizes = new IndexSizes(transport);
        return new PlacementDecisions(new PlacementRecords(client), sizes, trouble, ownFrom, pause, log, problems);
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
                .setHttpClientConfigCallback(http -> configure(http, settings))
                .setCompressionEnabled(settings.compression())
                .setDefaultHeaders(authorization(settings.credentials()))
                .build();
    }

    private static HttpAsyncClientBuilder configure(HttpAsyncClientBuilder http, ElasticSettings settings) {
        http.setMaxConnPerRoute(settings.connections()).setMaxConnTotal(settings.connections());
        settings.trust().context().ifPresent(http::setSSLContext);
        return http;
    }

    private static Header[] authorization(Credentials credentials) {
        return credentials.authorization().stream()
                .map(value -> new BasicHeader(HttpHeaders.AUTHORIZATION, value))
                .toArray(Header[]::new);
    }
}
