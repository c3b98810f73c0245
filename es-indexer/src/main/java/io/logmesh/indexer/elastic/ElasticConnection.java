package io.logmesh.indexer.elastic;

import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;

/** Opens the client. It connects with the first request, and goes on to the next host where one does not answer. */
public final class ElasticConnection {

    private static final int CONNECT_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(5);

    /** Longer than Elasticsearch itself waits for a shard, so that its own answer comes first. */
    private static final int ANSWER_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(60);

    private ElasticConnection() {}

    public static RestClient open(ElasticSettings settings) {
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
