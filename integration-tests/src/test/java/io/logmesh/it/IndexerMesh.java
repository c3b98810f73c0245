package io.logmesh.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The indexer alone, with a fault proxy between it and Elasticsearch. Tests write its input, and look at its output. */
final class IndexerMesh implements AutoCloseable {

    private static final Path SOURCES =
            Path.of("src", "test", "resources", "indexer.yaml").toAbsolutePath();

    private final Path rules;
    private final LocalMesh mesh;
    private final FaultProxy proxy;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private volatile Exception failure;
    private final Map<String, Set<String>> sent = new TreeMap<>();

    IndexerMesh(Path home) throws IOException, InterruptedException {
        rules = Files.createDirectories(home.resolveSibling("indexer-rules")).resolve("logmesh.yaml");
        resetRules();
        var options = MeshOptions.forTest(home).withFresh(true).withSourcesFile(rules);
        proxy = new FaultProxy(URI.create("http://127.0.0.1:" + options.ports().elasticsearch()));
        var settings = Map.of(
                "LOGMESH_INDEXER_HOSTS", proxy.address().toString(),
                "LOGMESH_INDEXER_REPLICAS", "0",
                "LOGMESH_INDEXER_OWN_FROM", "5K",
                "LOGMESH_INDEXER_BULK_RECORDS", "500");
        mesh = new LocalMesh(options.withEnvironment(Service.ES_INDEXER, settings), MeshListener.NONE);
        mesh.startServers();
        mesh.start(Service.ES_INDEXER);
        var kafka = mesh.addresses().kafka();
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Adds sources to those in force. */
    void appendRules(String yaml) throws IOException {
        Files.writeString(rules, yaml, StandardOpenOption.APPEND);
    }

    void resetRules() throws IOException {
        Files.copy(SOURCES, rules, StandardCopyOption.REPLACE_EXISTING);
    }

    FaultProxy proxy() {
        return proxy;
    }

    void makeTopic(String source) throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.enriched(source), 2, (short) 1)))
                .all()
                .get();
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> producer.partitionsFor(Topics.enriched(source)).size() == 2);
    }

    /** Sends records of a source, the first of them with that number. */
    void send(String source, int first, int count) {
        for (int i = first; i < first + count; i++) {
            send(source, i, line(source, i));
        }
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("Kafka did not take a record", failure);
        }
    }

    private static String line(String source, int number) {
        return "{\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"message\":\"line %d\",\"source\":\"%s\"}"
                .formatted(number, source);
    }

    /** Sends one record, collected now, and returns its id. */
    String send(String source, int number, String json) {
        return send(source, number, json, System.currentTimeMillis());
    }

    String send(String source, int number, String json, long ingestTs) {
        var id = source + '-' + number;
        send(source, id, json, ingestTs);
        return id;
    }

    /** Sends one record of that id: several sources may have such, as copies do. */
    void send(String source, String id, String json, long ingestTs) {
        var record = new ProducerRecord<byte[], byte[]>(Topics.enriched(source), json.getBytes(StandardCharsets.UTF_8));
        RecordHeaders.set(record.headers(), HeaderNames.ID, id);
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, source);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(ingestTs));
        var _ = producer.send(record, (_, problem) -> failure = problem == null ? failure : problem);
        sent.computeIfAbsent(source, _ -> new TreeSet<>()).add(id);
    }

    /** The {@code logmesh} command, pointed at this mesh; it leaves its connection file in that folder. */
    MeshCommand command(Path folder) throws IOException {
        return new MeshCommand(mesh, folder);
    }

    String kafka() {
        return mesh.addresses().kafka();
    }

    Set<String> sent(String source) {
        return sent.get(source);
    }

    /** The ids in the indices of that source, each as often as it stands there. */
    List<String> indexed(String source) throws Exception {
        var ids = new ArrayList<String>();
        elasticsearch("POST", "/logs-*/_refresh", "");
        var answer = elasticsearch(
                "POST",
                "/logs-*/_search?filter_path=hits.hits._id",
                "{\"size\":10000,\"query\":{\"prefix\":{\"_index\":\"logs-" + source + "-\"}}}");
        answer.at("/hits/hits")
                .forEach(hit -> ids.add(hit.path("_id").asText().replaceFirst(":[^:]+$", ""))); // in a shared index
        return ids;
    }

    /** The classes of the dead letters of that source, by their ids; all of them, where an id has several. */
    Map<String, String> buried(String source) {
        var letters = new TreeMap<String, String>();
        var partition = new TopicPartition(Topics.dead("es-indexer"), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", mesh.addresses().kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letter -> {
                    if (source.equals(RecordHeaders.text(letter.headers(), HeaderNames.SOURCE))) {
                        letters.merge(
                                RecordHeaders.text(letter.headers(), HeaderNames.ID),
                                RecordHeaders.text(letter.headers(), HeaderNames.ERROR_PREFIX + "class"),
                                (one, other) -> one + " and " + other);
                    }
                });
            }
        }
        return letters;
    }

    /** Asks Elasticsearch itself, past the proxy; nothing where it answers with an error. */
    JsonNode elasticsearch(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(mesh.addresses().elasticsearch().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() < 300 && !answer.body().isEmpty()
                ? mapper.readTree(answer.body())
                : mapper.missingNode();
    }

    /** The sum of a counter over its tags that hold the text. */
    double counted(String name, String tag) throws Exception {
        var request = HttpRequest.newBuilder(mesh.address(Service.ES_INDEXER).resolve("/q/metrics"));
        return http.send(request.build(), BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    int readiness() throws Exception {
        var request = HttpRequest.newBuilder(mesh.address(Service.ES_INDEXER).resolve("/q/health/ready"));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    boolean isAlive() {
        return mesh.isRunning(Service.ES_INDEXER);
    }

    void killElasticsearch() {
        mesh.servers().kill(Server.ELASTICSEARCH);
    }

    void startElasticsearch() throws InterruptedException {
        mesh.servers().start(Server.ELASTICSEARCH);
    }

    /** As {@code kill -9} does, and starts it again. */
    void killIndexer() throws InterruptedException {
        mesh.kill(Service.ES_INDEXER);
        mesh.start(Service.ES_INDEXER);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        mesh.close();
        proxy.close();
    }
}
