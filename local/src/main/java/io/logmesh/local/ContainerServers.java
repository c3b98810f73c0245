package io.logmesh.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.kafka.KafkaContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * The backing servers as Docker containers. Their data live in the containers: they outlast a {@link #kill}, and are gone
 * after {@link #close()}.
 */
final class ContainerServers implements BackingServers {

    private static final String BUCKET = "logmesh";
    private static final String REGION = "us-east-1";
    private static final int KAFKA_PORT = 9092;
    private static final int ELASTICSEARCH_PORT = 9200;
    private static final int S3_PORT = 9000;

    private final Map<Server, ChildContainer> containers = new EnumMap<>(Server.class);
    private final Ports ports;
    private final MinIOContainer minio;

    ContainerServers(MeshHome home, Ports ports, MeshListener listener) {
        this.ports = ports;
        minio = new MinIOContainer(image(Server.S3));
        add(Server.KAFKA, kafka(), KAFKA_PORT, ports.kafka(), home, listener);
        add(Server.ELASTICSEARCH, elasticsearch(), ELASTICSEARCH_PORT, ports.elasticsearch(), home, listener);
        add(Server.S3, minio, S3_PORT, ports.s3(), home, listener);
    }

    @Override
    public void start(Server server) throws InterruptedException {
        containers.get(server).start();
        if (server == Server.S3) {
            makeBucket(addresses().s3());
        }
    }

    @Override
    public void kill(Server server) {
        containers.get(server).kill();
    }

    @Override
    public boolean isRunning(Server server) {
        return containers.get(server).isRunning();
    }

    @Override
    public MeshAddresses addresses() {
        var s3 = new S3Address(local(ports.s3()), REGION, BUCKET, minio.getUserName(), minio.getPassword());
        return new MeshAddresses("127.0.0.1:" + ports.kafka(), local(ports.elasticsearch()), s3);
    }

    @Override
    public Path log(Server server) {
        return containers.get(server).log();
    }

    @Override
    public void close() {
        containers.values().parallelStream().forEach(ChildContainer::close);
    }

    private void add(
            Server server,
            GenericContainer<?> container,
            int inside,
            int outside,
            MeshHome home,
            MeshListener listener) {
        // Docker gives a random port anew at each start of a container; a fixed one outlasts a kill.
        container.setPortBindings(List.of("127.0.0.1:" + outside + ":" + inside));
        containers.put(
                server, new ChildContainer(server.displayName(), container, () -> answers(server), home, listener));
    }

    private boolean answers(Server server) throws InterruptedException {
        return switch (server) {
            case KAFKA -> Probes.kafka(addresses().kafka());
            case ELASTICSEARCH -> Probes.elasticsearch(addresses().elasticsearch());
            case S3 -> Probes.s3(addresses().s3().endpoint());
        };
    }

    private static KafkaContainer kafka() {
        var container = new KafkaContainer(image(Server.KAFKA));
        SettingsFile.properties("kafka.properties")
                .forEach((name, value) -> container.withEnv(
                        "KAFKA_" + name.toString().toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
        return container;
    }

    private static ElasticsearchContainer elasticsearch() {
        return new ElasticsearchContainer(image(Server.ELASTICSEARCH))
                .withEnv("xpack.security.enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withStartupTimeout(Duration.ofMinutes(3));
    }

    private static String image(Server server) {
        return SettingsFile.properties("images.properties").getProperty(server.displayName());
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void makeBucket(S3Address s3) {
        var credentials = AwsBasicCredentials.create(s3.accessKey(), s3.secretKey());
        try (var client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            client.createBucket(request -> request.bucket(s3.bucket()));
        } catch (BucketAlreadyOwnedByYouException _) {
            // it was there before the server was killed
        }
    }
}
