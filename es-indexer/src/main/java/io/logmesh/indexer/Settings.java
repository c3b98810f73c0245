package io.logmesh.indexer;

import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.IndexPlan.Frozen;
import io.logmesh.indexer.elastic.ElasticSettings;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.logmesh.indexer.elastic.ElasticSettings.Trust;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration, checked as a whole.
 *
 * @param inFlight bulk requests at once, at most
 * @param backlog bytes
 * @param plan for sources that say nothing
 * @param ownFrom bytes a day from which on a source that leaves it to its size has an index of its own
 * @param kibana its root, if there is one
 */
record Settings(
        ElasticSettings elastic,
        BulkLimit bulk,
        int inFlight,
        long backlog,
        IndexPlan plan,
        long ownFrom,
        Optional<URI> kibana) {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    /** A record may say that it was collected seven days before Kafka got it; a frozen index takes none. */
    private static final Duration EARLIEST_FROZEN = Duration.ofDays(8);

    /** One more connection than bulk requests, for the care of the template. */
    private static final int OTHER_REQUESTS = 1;

    /** @throws ConfigurationException naming the setting that is wrong */
    static Settings of(IndexerConfig config) {
        atLeast(1, config.inFlight(), "in-flight");
        atLeast(1, config.backlog().asLongValue(), "backlog");
        atLeast(1, config.ownFrom().asLongValue(), "own-from");
        atLeast(1, config.shards(), "shards");
        atLeast(0, config.replicas(), "replicas");
        atLeast(1, config.bulk().records(), "bulk.records");
        atLeast(1, config.bulk().bytes().asLongValue(), "bulk.bytes");
        if (config.retention().filter(kept -> kept.compareTo(ONE_DAY) < 0).isPresent()) {
            throw refuse("retention", "an index holds a day, so that it must be at least 1d");
        }
        var elastic = new ElasticSettings(
                hosts(config.hosts()),
                credentials(config),
                trust(config),
                config.inFlight() + OTHER_REQUESTS,
                config.compression(),
                config.sniff());
        var limit =
                new BulkLimit(config.bulk().bytes().asLongValue(), config.bulk().records());
        var plan = new IndexPlan(
                config.shards(),
                config.replicas(),
                config.retention(),
                config.logsdb(),
                frozen(config.frozen()),
                Map.of());
        return new Settings(
                elastic,
                limit,
                config.inFlight(),
                config.backlog().asLongValue(),
                plan,
                config.ownFrom().asLongValue(),
                config.kibana().map(Settings::kibana));
    }

    private static Optional<Frozen> frozen(IndexerConfig.Frozen config) {
        if (config.after().compareTo(EARLIEST_FROZEN) < 0) {
            throw refuse("frozen.after", "records come up to seven days late, so that it must be at least 8d");
        }
        return config.bucket().map(bucket -> new Frozen(bucket, config.basePath(), config.client(), config.after()));
    }

    private static List<URI> hosts(List<String> hosts) {
        return hosts.stream().map(String::strip).map(Settings::host).toList();
    }

    private static URI host(String text) {
        return address(text)
                .filter(host -> host.getPath().isEmpty())
                .orElseThrow(() -> refuse("hosts", "it must look like http://host:port or https://host:port"));
    }

    private static URI kibana(String text) {
        return address(text)
                .orElseThrow(
                        () -> refuse("kibana", "it must look like http://host:port, or http://host:port/base/path"));
    }

    private static Optional<URI> address(String text) {
        try {
            var address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return Optional.of(address)
                    .filter(_ -> web
                            && address.getHost() != null
                            && address.getUserInfo() == null
                            && address.getQuery() == null
                            && address.getFragment() == null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
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

    private static Trust trust(IndexerConfig config) {
        if (config.ca().isPresent() && config.caFingerprint().isPresent()) {
            throw refuse("ca", "it can't be combined with ca-fingerprint");
        }
        if (config.caFingerprint().isPresent()) {
            var digits = config.caFingerprint().get().replace(":", "");
            if (!digits.matches("[0-9a-fA-F]{64}")) {
                throw refuse("ca-fingerprint", "it must be a SHA-256 in 64 hex digits");
            }
            return new Trust.Fingerprint(digits);
        }
        return config.ca().map(Settings::authority).orElse(new Trust.Default());
    }

    private static Trust authority(Path file) {
        try {
            return Trust.authority(file.toFile());
        } catch (IOException e) {
            throw refuse("ca", file + " can't be read: " + e.getMessage());
        }
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
