package io.logmesh.cli.connection;

import io.logmesh.cli.console.Refusal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What is known about a mesh, by the keys that its properties file has. */
record Settings(Map<String, String> values) {

    static final String KAFKA_PREFIX = "kafka.";
    static final String KAFKA = "kafka.bootstrap.servers";
    static final String ELASTICSEARCH = "elasticsearch.url";
    static final String ELASTICSEARCH_USER = "elasticsearch.username";
    static final String ELASTICSEARCH_PASSWORD = "elasticsearch.password";
    static final String ELASTICSEARCH_API_KEY = "elasticsearch.api-key";
    static final String S3_BUCKET = "s3.bucket";
    static final String S3_PREFIX = "s3.prefix";
    static final String S3_ENDPOINT = "s3.endpoint";
    static final String S3_REGION = "s3.region";
    static final String S3_ACCESS_KEY = "s3.access-key";
    static final String S3_SECRET_KEY = "s3.secret-key";
    static final String SERVICE_PREFIX = "service.";
    static final String SOURCES_FILE = "sources.file";

    Settings {
        values = Map.copyOf(values);
    }

    /** Whether these say where Kafka, Elasticsearch or the archive is. */
    static boolean namesServer(Map<String, String> values) {
        return values.containsKey(KAFKA) || values.containsKey(ELASTICSEARCH) || values.containsKey(S3_BUCKET);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of {@code key}; where there is none, a {@link Refusal} that names the option to give. */
    String require(String key, String option) {
        var value = values.get(key);
        if (value == null) {
            throw new Refusal(
                    namesServer(values)
                            ? "the mesh is named only in part: give " + option + " as well"
                            : LocalSettings.absence() + ", or name one with " + option);
        }
        return value;
    }

    /** Every {@code kafka.*} setting, without that prefix. */
    Properties kafka() {
        var properties = new Properties();
        values.forEach((key, value) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                properties.setProperty(key.substring(KAFKA_PREFIX.length()), value);
            }
        });
        return properties;
    }

    /** Every {@code service.*} setting, without that prefix. */
    Map<String, URI> services() {
        var services = new HashMap<String, URI>();
        values.forEach((key, value) -> {
            if (key.startsWith(SERVICE_PREFIX)) {
                services.put(key.substring(SERVICE_PREFIX.length()), URI.create(value));
            }
        });
        return services;
    }
}
