package io.logmesh.cli.connection;

import io.logmesh.cli.console.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Which mesh a command talks to. An option wins over its environment variable, that over the file of
 * {@code --connection}. Where none of the three names a server, it is the mesh that runs on this machine; named servers
 * and the local ones are never mixed, since an audit of half of each would prove nothing.
 */
public final class ConnectionOptions {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:LOGMESH_KAFKA}",
            description = "Kafka's bootstrap servers. Environment: LOGMESH_KAFKA")
    private String kafka;

    @Option(
            names = "--kafka-property",
            paramLabel = "KEY=VALUE",
            description = "a setting of the Kafka clients, for TLS and SASL; may be repeated")
    private Map<String, String> kafkaProperties = Map.of();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_KAFKA_CONFIG}",
            description = "a properties file of such settings. Environment: LOGMESH_KAFKA_CONFIG")
    private Path kafkaConfig;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            defaultValue = "${env:LOGMESH_ELASTICSEARCH}",
            description = "Environment: LOGMESH_ELASTICSEARCH")
    private String elasticsearch;

    @Option(
            names = "--es-user",
            paramLabel = "NAME",
            defaultValue = "${env:LOGMESH_ES_USER}",
            description = "Environment: LOGMESH_ES_USER")
    private String elasticsearchUser;

    @Option(
            names = "--es-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:LOGMESH_ES_PASSWORD}",
            description = "better given in the environment, which other users can't see: LOGMESH_ES_PASSWORD")
    private String elasticsearchPassword;

    @Option(
            names = "--es-api-key",
            paramLabel = "KEY",
            defaultValue = "${env:LOGMESH_ES_API_KEY}",
            description = "in place of user and password. Environment: LOGMESH_ES_API_KEY")
    private String elasticsearchApiKey;

    @Option(
            names = "--s3-bucket",
            paramLabel = "NAME",
            defaultValue = "${env:LOGMESH_S3_BUCKET}",
            description = "the archive's bucket; credentials come from where the AWS tools take them."
                    + " Environment: LOGMESH_S3_BUCKET")
    private String s3Bucket;

    @Option(
            names = "--s3-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:LOGMESH_S3_PREFIX}",
            description = "what the archive's keys begin with (logs). Environment: LOGMESH_S3_PREFIX")
    private String s3Prefix;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:LOGMESH_S3_ENDPOINT}",
            description = "of a store other than AWS. Environment: LOGMESH_S3_ENDPOINT")
    private String s3Endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "REGION",
            defaultValue = "${env:LOGMESH_S3_REGION}",
            description = "Environment: LOGMESH_S3_REGION")
    private String s3Region;

    @Option(
            names = "--connection",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_CONNECTION}",
            description =
                    "a properties file with the above: kafka.bootstrap.servers and any other kafka.* setting,"
                            + " elasticsearch.{url,username,password,api-key},"
                            + " s3.{bucket,prefix,endpoint,region,access-key,secret-key}, service.NAME. Environment: LOGMESH_CONNECTION")
    private Path file;

    /**
     * The mesh that is meant. Talks to no server yet.
     *
     * @throws Refusal where a file can't be read
     */
    public MeshConnection resolve() {
        return resolve(LocalSettings.find());
    }

    MeshConnection resolve(Optional<Map<String, String>> localMesh) {
        return new MeshConnection(settings(localMesh));
    }

    Settings settings(Optional<Map<String, String>> localMesh) {
        var named = new HashMap<String, String>();
        if (file != null) {
            named.putAll(PropertiesFile.read(file));
        }
        if (kafkaConfig != null) {
            PropertiesFile.read(kafkaConfig).forEach((key, value) -> named.put(Settings.KAFKA_PREFIX + key, value));
        }
        named.putAll(givenOneByOne());
        return new Settings(Settings.namesServer(named) ? named : beneath(named, localMesh));
    }

    private Map<String, String> givenOneByOne() {
        var given = new HashMap<String, String>();
        kafkaProperties.forEach((key, value) -> given.put(Settings.KAFKA_PREFIX + key, value));
        put(given, Settings.KAFKA, kafka);
        put(given, Settings.ELASTICSEARCH, elasticsearch);
        put(given, Settings.ELASTICSEARCH_USER, elasticsearchUser);
        put(given, Settings.ELASTICSEARCH_PASSWORD, elasticsearchPassword);
        put(given, Settings.ELASTICSEARCH_API_KEY, elasticsearchApiKey);
        put(given, Settings.S3_BUCKET, s3Bucket);
        put(given, Settings.S3_PREFIX, s3Prefix);
        put(given, Settings.S3_ENDPOINT, s3Endpoint);
        put(given, Settings.S3_REGION, s3Region);
        return given;
    }

    private static void put(Map<String, String> given, String key, String value) {
        if (value != null && !value.isBlank()) {
            given.put(key, value);
        }
    }

    private static Map<String, String> beneath(Map<String, String> named, Optional<Map<String, String>> localMesh) {
        var all = new HashMap<>(localMesh.orElse(Map.of()));
        all.putAll(named);
        return all;
    }
}
