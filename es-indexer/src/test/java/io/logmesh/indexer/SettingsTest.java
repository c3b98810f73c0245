package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.elastic.ElasticSettings;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PREFIX = "logmesh.indexer.";

    @Test
    void hasDefaultsForEverything() {
        var elastic = new ElasticSettings(List.of(URI.create("http://localhost:9200")), new Credentials.None(), 5);

        assertThat(settings(Map.of()))
                .isEqualTo(new Settings(elastic, new BulkLimit(5 * 1024 * 1024, 10_000), 4, 32 * 1024 * 1024, 1, 1));
    }

    @Test
    void readsEverySetting() {
        var given = Map.of(
                "hosts", "https://es-1:9200, https://es-2:9200",
                "username", "logmesh",
                "password", "p",
                "bulk.bytes", "1M",
                "bulk.records", "500",
                "in-flight", "6",
                "backlog", "1M",
                "shards", "3",
                "replicas", "0");
        var hosts = List.of(URI.create("https://es-1:9200"), URI.create("https://es-2:9200"));

        assertThat(settings(given))
                .isEqualTo(new Settings(
                        new ElasticSettings(hosts, new Credentials.Basic("logmesh", "p"), 7),
                        new BulkLimit(1024 * 1024, 500),
                        6,
                        1024 * 1024,
                        3,
                        0));
    }

    @Test
    void takesAnApiKey() {
        assertThat(settings(Map.of("api-key", "a2V5")).elastic().credentials())
                .isEqualTo(new Credentials.ApiKey("a2V5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9200",
                "es",
                "ftp://es:21",
                "http://",
                "http://u:p@es:9200",
                "http://es/x",
                "http://a b"
            })
    void refusesAHostThatIsNoAddress(String host) {
        assertRefused(Map.of("hosts", host), "hosts");
    }

    @ParameterizedTest
    @CsvSource({"in-flight, 0", "backlog, 0", "shards, 0", "replicas, -1", "bulk.records, 0", "bulk.bytes, 0"})
    void refusesANumberThatIsTooSmall(String setting, String value) {
        assertRefused(Map.of(setting, value), setting);
    }

    @Test
    void refusesHalfOfTheCredentialsOrTwoOfThem() {
        assertRefused(Map.of("username", "u"), "password");
        assertRefused(Map.of("password", "p"), "username");
        assertRefused(Map.of("api-key", "k", "username", "u", "password", "p"), "api-key");
    }

    private static void assertRefused(Map<String, String> given, String setting) {
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(PREFIX + setting + ":")
                .hasMessageNotContaining("u:p");
    }

    private static Settings settings(Map<String, String> given) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(IndexerConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter());
        given.forEach((name, value) ->
                builder.withSources(new PropertiesConfigSource(Map.of(PREFIX + name, value), name, 100)));
        return Settings.of(builder.build().getConfigMapping(IndexerConfig.class));
    }
}
