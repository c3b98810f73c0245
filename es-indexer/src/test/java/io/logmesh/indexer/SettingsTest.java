package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.elastic.ElasticSettings;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.logmesh.indexer.elastic.ElasticSettings.Trust;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PREFIX = "logmesh.indexer.";

    @Test
    void hasDefaultsForEverything() {
        var plan = new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of());
        var elastic = new ElasticSettings(
                List.of(URI.create("http://localhost:9200")),
                new Credentials.None(),
                new Trust.Default(),
                5,
                false,
                false);

        assertThat(settings(Map.of()))
                .isEqualTo(new Settings(
                        elastic,
                        new BulkLimit(5 * 1024 * 1024, 10_000),
                        4,
                        32 * 1024 * 1024,
                        plan,
                        1L << 30,
                        Optional.empty()));
    }

    @Test
    void readsEverySetting() {
        var given = settingsOf(
                "hosts", "https://es-1:9200, https://es-2:9200",
                "username", "logmesh",
                "password", "p",
                "bulk.bytes", "1M",
                "bulk.records", "500",
                "in-flight", "6",
                "backlog", "1M",
                "shards", "3",
                "replicas", "0",
                "retention", "7d",
                "logsdb", "false",
                "own-from", "2G",
                "ca-fingerprint", "0a:".repeat(31) + "0a",
                "compression", "true",
                "sniff", "true",
                "kibana", "http://kibana:5601");
        var hosts = List.of(URI.create("https://es-1:9200"), URI.create("https://es-2:9200"));

        assertThat(settings(given))
                .isEqualTo(new Settings(
                        new ElasticSettings(
                                hosts,
                                new Credentials.Basic("logmesh", "p"),
                                new Trust.Fingerprint("0a".repeat(32)),
                                7,
                                true,
                                true),
                        new BulkLimit(1024 * 1024, 500),
                        6,
                        1024 * 1024,
                        new IndexPlan(3, 0, Optional.of(Duration.ofDays(7)), false, Optional.empty(), Map.of()),
                        2L << 30,
                        Optional.of(URI.create("http://kibana:5601"))));
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

    @Test
    void refusesARetentionOfLessThanADay() {
        assertRefused(Map.of("retention", "23h"), "retention");
    }

    @Test
    void refusesToFreezeAnIndexThatLateRecordsStillComeFor() {
        assertRefused(Map.of("frozen.after", "7d"), "frozen.after");
    }

    @Test
    void refusesATrustThatIsNone(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), "no certificate");

        assertRefused(Map.of("ca", folder.resolve("missing").toString()), "ca");
        assertRefused(Map.of("ca", file.toString()), "ca");
        assertRefused(Map.of("ca-fingerprint", "abc"), "ca-fingerprint");
        assertRefused(Map.of("ca", file.toString(), "ca-fingerprint", "0a".repeat(32)), "ca");
    }

    private static Map<String, String> settingsOf(String... namesAndValues) {
        var settings = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
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
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new DurationConverter());
        given.forEach((name, value) ->
                builder.withSources(new PropertiesConfigSource(Map.of(PREFIX + name, value), name, 100)));
        return Settings.of(builder.build().getConfigMapping(IndexerConfig.class));
    }
}
