package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.TopicMaker;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the mesh relies on, whichever way the servers run. They are started once for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class BackingServersContract {

    private static final String TOPIC = "logs.contract";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChildDeath> deaths = new CopyOnWriteArrayList<>();
    private BackingServers servers;

    abstract BackingServers create(MeshHome home, Ports ports, MeshListener listener);

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var home = new MeshHome(folder);
        home.prepare();
        servers = create(home, Ports.free(), new MeshListener() {
            @Override
            public void died(ChildDeath death) {
                deaths.add(death);
            }
        });
        servers.start();
        RawTopics.make(List.of(TOPIC), servers.addresses().kafka());
    }

    @AfterAll
    void close() {
        if (servers != null) {
            servers.close();
            assertThat(Server.values()).noneMatch(servers::isRunning);
            assertThat(deaths).isEmpty();
        }
    }

    @Test
    void allServersRunAndWriteALog() {
        assertThat(Server.values()).allMatch(servers::isRunning).allSatisfy(server -> assertThat(servers.log(server))
                .isNotEmptyFile());
    }

    @Test
    void kafkaCommitsTransactionsAndKeepsThemOverAKill() throws InterruptedException {
        send("before");
        servers.restart(Server.KAFKA);
        send("after");

        assertThat(received(2)).containsExactly("before", "after");
    }

    @Test
    void kafkaMakesTopicsThatAreMissingAndAltersNone() throws Exception {
        var settings =
                Map.<String, Object>of("bootstrap.servers", servers.addresses().kafka());
        try (var admin = Admin.create(settings)) {
            var maker = new TopicMaker(admin);
            var name = "logs.care";
            var small = new NewTopic(name, 2, (short) 1).configs(Map.of("max.message.bytes", "1000"));
            assertThat(maker.ensure(List.of(small)).get(name).partitions()).isEqualTo(2);

            var found = maker.ensure(List.of(new NewTopic(name, 5, (short) 1))).get(name);
            assertThat(found.partitions()).isEqualTo(2);
            assertThat(found.replicas()).isEqualTo(1);
            assertThat(found.maxMessageBytes()).isEqualTo(1000);
            assertThatThrownBy(() -> maker.ensure(List.of(new NewTopic("logs.refused", 1, (short) 3))))
                    .as("there is one broker")
                    .hasCauseInstanceOf(InvalidReplicationFactorException.class)
                    .hasMessageContaining("are registered"); // by which TopicCare knows it
        }
    }

    @Test
    void elasticsearchCreatesADocumentOnceAndKeepsItOverAKill() throws Exception {
        assertThat(createDocument().statusCode()).isEqualTo(201);

        servers.restart(Server.ELASTICSEARCH);

        assertThat(createDocument().statusCode()).isEqualTo(409);
    }

    @Test
    void s3WritesAnObjectOnceAndKeepsItOverAKill() throws InterruptedException {
        var large = "x".repeat(20_000_000);
        try (var s3 = s3()) {
            put(s3, large);
            servers.restart(Server.S3);

            assertThatThrownBy(() -> put(s3, "other"))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket()).key("logs/a=b/1.json"))
                            .asUtf8String())
                    .isEqualTo(large);
        }
    }

    @Test
    void killedServerIsGoneUntilItIsStarted() throws InterruptedException {
        servers.kill(Server.S3);
        assertThat(servers.isRunning(Server.S3)).isFalse();

        servers.start(Server.S3);
        assertThat(servers.isRunning(Server.S3)).isTrue();
    }

    private void send(String value) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers.addresses().kafka(), "transactional.id", "contract"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(TOPIC, "key", value));
            producer.commitTransaction();
        }
    }

    private List<String> received(int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers.addresses().kafka(),
                        "group.id", "contract",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private HttpResponse<String> createDocument() throws Exception {
        var address = servers.addresses().elasticsearch().resolve("/logs-contract/_create/1");
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"log\":\"hello\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private void put(S3Client s3, String content) {
        s3.putObject(
                request -> request.bucket(bucket())
                        .key("logs/a=b/1.json")
                        .ifNoneMatch("*")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString(content));
    }

    private String bucket() {
        return servers.addresses().s3().bucket();
    }

    private S3Client s3() {
        var address = servers.addresses().s3();
        return S3Client.builder()
                .endpointOverride(address.endpoint())
                .region(Region.of(address.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(address.accessKey(), address.secretKey())))
                .build();
    }
}
