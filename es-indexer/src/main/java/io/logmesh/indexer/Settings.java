package io.logmesh.indexer;

import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.elastic.ElasticSettings;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.List;

/**
 * The configuration, checked as a whole.
 *
 * @param inFlight bulk requests at once, at most
 * @param backlog bytes
 */
record Settings(ElasticSettings elastic, BulkLimit bulk, int inFlight, long backlog, int shards, int replicas) {

    /** One more connection than bulk requests, for the care of the template. */
    private static final int OTHER_REQUESTS = 1;

    /** @throws ConfigurationException naming the setting that is wrong */
    static Settings of(IndexerConfig config) {
        atLeast(1, config.inFlight(), "in-flight");
        atLeast(1, config.backlog().asLongValue(), "backlog");
        atLeast(1, config.shards(), "shards");
        atLeast(0, config.replicas(), "replicas");
        atLeast(1, config.bulk().records(), "bulk.records");
        atLeast(1, config.bulk().bytes().asLongValue(), "bulk.bytes");
        var elastic =
                new ElasticSettings(hosts(config.hosts()), credentials(config), config.inFlight() + OTHER_REQUESTS);
        var limit =
                new BulkLimit(config.bulk().bytes().asLongValue(), config.bulk().records());
        return new Settings(
                elastic, limit, config.inFlight(), config.backlog().asLongValue(), config.shards(), config.replicas());
    }

    private static List<URI> hosts(List<String> hosts) {
        return hosts.stream().map(String::strip).map(Settings::host).toList();
    }

    private static URI host(String text) {
        try {
            var host = URI.create(text);
            boolean web = "http".equals(host.getScheme()) || "https".equals(host.getScheme());
            if (web
                    && host.getHost() != null
                    && host.getUserInfo() == null
                    && host.getPath().isEmpty()) {
                return host;
            }
        } catch (IllegalArgumentException _) {
            // refused below, as any other text that is no address
        }
        throw refuse("hosts", "each entry must look like http://host:port or https://host:port");
    }

    private static Credentials credentials(IndexerConfig config) {
        if (config.apiKey().isPresent()) {
            if (config.username().isPresent() || config.password().isPresent()) {
                throw refuse("api-key", "it can't be combined with username and password");
            }
            return new Credentials.ApiKey(config.apiKey().get());
        }
        if (config.username().isEmpty() && config.password().isEmpty()) {
            return new Credentials.None();
        }
        return new Credentials.Basic(
                config.username().orElseThrow(() -> refuse("username", "it is missing, but password is set")),
                config.password().orElseThrow(() -> refuse("password", "it is missing, but username is set")));
    }

    private static void atLeast(long minimum, long value, String setting) {
        if (value < minimum) {
            throw refuse(setting, "it must be at least " + minimum + ", not " + value);
        }
    }

    private static ConfigurationException refuse(String setting, String problem) {
        return new ConfigurationException("logmesh.indexer." + setting + ": " + problem);
    }
}
