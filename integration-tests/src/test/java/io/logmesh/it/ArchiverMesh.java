package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.cli.connection.Archive;
import io.logmesh.cli.connection.ArchivedObject;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.ServersKind;
import io.logmesh.local.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;

/** Kafka and S3, with a fault proxy before S3, for archivers that a test starts. It writes their input and reads the archive. */
final class ArchiverMesh implements AutoCloseable {

    static final String GROUP = "logmesh-s3-archiver";

    private static final Path SOURCES =
            Path.of("src", "test", "resources", "archiver.yaml").toAbsolutePath();

    private final Path home;
    private final LocalMesh mesh;
    private final S3FaultProxy proxy;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Archive archive;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, List<String>> sent = new TreeMap<>();
    private volatile Exception failure;

    ArchiverMesh(Path home) throws IOException, InterruptedException {
        this.home = home;
        mesh = new LocalMesh(
                MeshOptions.forTest(home).withFresh(true).withServers(ServersKind.PROCESSES), MeshListener.NONE);
        mesh.startServers();
        mesh.servers().kill(Server.ELASTICSEARCH); // nobody here needs it
        proxy = new S3FaultProxy(mesh.addresses().s3().endpoint());
        var kafka = mesh.addresses().kafka();
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        archive = openArchive();
    }

    private Archive openArchive() throws IOException {
        var _ = new MeshCommand(mesh, home);
        return CommandLine.populateCommand(
                        new ConnectionOptions(),
                        "--connection",
                        home.resolve("connection.properties").toString())
                .resolve()
                .archive();
    }

    S3FaultProxy proxy() {
        return proxy;
    }

    /** The command line, pointed at this mesh. */
    MeshCommand command() throws IOException {
        return new MeshCommand(mesh, home);
    }

    /** An archiver that is not started yet. The settings are environment variables, and win over the usual ones. */
    ArchiverProcess archiver(String name, Map<String, String> settings) {
        var s3 = mesh.addresses().s3();
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", mesh.addresses().kafka(),
                "LOGMESH_SOURCES_FILE", SOURCES.toString(),
                "LOGMESH_ARCHIVER_BUCKET", s3.bucket(),
                "LOGMESH_ARCHIVER_ENDPOINT", proxy.address().toString(),
                "LOGMESH_ARCHIVER_PATH_STYLE", "true",
                "LOGMESH_ARCHIVER_ROTATE_EVERY", "1s",
                "LOGMESH_ARCHIVER_TIMEOUT_ATTEMPT", "3s",
                "LOGMESH_ARCHIVER_MEMORY", "8MiB",
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey()));
        environment.put("QUARKUS_LOG_CATEGORY__IO_LOGMESH_ARCHIVER__LEVEL", "DEBUG");
        environment.put("LOGMESH_ARCHIVER_SPOOL_SIZE", "32MiB");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_SESSION_TIMEOUT_MS", "3000");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_HEARTBEAT_INTERVAL_MS", "500");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_METADATA_MAX_AGE_MS", "500");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_CLIENT_ID", name);
        environment.putAll(settings);
        return new ArchiverProcess(home.resolve(name), freePort(), environment);
    }

    private static int freePort() {
        return MeshOptions.forTest(Path.of("")).ports().of(Service.S3_ARCHIVER);
    }

    void makeTopic(String source, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.enriched(source), partitions, (short) 1)))
                .all()
                .get();
        // Batches that reach a broker before it has the partition's log come back in another order than they went, and the
        // producer may then never get them through.
        await().ignoreExceptions().until(() -> ends(source).size() == partitions);
    }

    /** Sends so many records of a source, collected now, of that many bytes and more, to its partitions in turn. */
    void send(String source, int count, int bytes) {
        int partitions = producer.partitionsFor(Topics.enriched(source)).size();
        for (int i = 0; i < count; i++) {
            send(source, i % partitions, bytes, System.currentTimeMillis());
        }
        flush();
    }

    /** Sends one record that lacks a header. */
    void sendWithout(String header, String source) {
        var record = new ProducerRecord<byte[], byte[]>(
                Topics.enriched(source), "{}".getBytes(StandardCharsets.US_ASCII));
        var headers = new HashMap<>(Map.of(HeaderNames.SOURCE, source, HeaderNames.INGEST_TS, "1767225600000"));
        headers.remove(header);
        headers.forEach((name, value) -> RecordHeaders.set(record.headers(), name, value));
        var _ = producer.send(record, (_, problem) -> failure = problem == null ? failure : problem);
    }

    /** The classes of the archiver's dead letters, in their order. */
    List<String> buried() {
        var classes = new ArrayList<String>();
        var partition = new TopicPartition(Topics.dead("s3-archiver"), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", mesh.addresses().kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(letter -> classes.add(
                                RecordHeaders.text(letter.headers(), HeaderNames.ERROR_PREFIX + "class")));
            }
        }
        return classes;
    }

    /** Sends one record; {@link #flush} waits for it. */
    void send(String source, int partition, int bytes, long ingestTs) {
        var ids = sent.computeIfAbsent(source, _ -> new ArrayList<>());
        var id = source + '-' + ids.size();
        ids.add(id);
        var json = "{\"event_id\":\"" + id + "\",\"message\":\"" + Noise.text(ids.size(), bytes) + "\"}";
        var record = new ProducerRecord<byte[], byte[]>(
                Topics.enriched(source), partition, null, json.getBytes(StandardCharsets.US_ASCII));
        RecordHeaders.set(record.headers(), HeaderNames.ID, id);
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, source);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(ingestTs));
        var _ = producer.send(record, (_, problem) -> failure = problem == null ? failure : problem);
    }

    void flush() {
        producer.flush();
        var problem = failure;
        failure = null;
        if (problem != null) {
            throw new IllegalStateException("Kafka did not take a record", problem);
        }
    }

    /** Waits until all that was sent of a source is archived and nothing is declared; it must be there, and once. */
    void assertArchivedOnce(String source) throws IOException {
        await(source + " is archived").ignoreExceptions().until(() -> isSettled(source));
        assertThat(archived(source)).containsExactlyInAnyOrderElementsOf(sent.get(source));
    }

    /** Whether the group has come to the end of each partition, with no intent. */
    private boolean isSettled(String source) throws Exception {
        var held = held(source);
        var ends = ends(source);
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || (held.containsKey(end.getKey())
                                && held.get(end.getKey()).offset()
                                        == end.getValue()
                                && !isIntent(held.get(end.getKey()))));
    }

    /** The offset behind the last record of each partition. */
    private Map<TopicPartition, Long> ends(String source) throws Exception {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, producer.partitionsFor(Topics.enriched(source)).size())
                .forEach(number -> asked.put(new TopicPartition(Topics.enriched(source), number), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** How many of the source's partitions the group holds an intent of. */
    long intents(String source) throws Exception {
        return held(source).values().stream().filter(ArchiverMesh::isIntent).count();
    }

    boolean holdsIntent(String source, int partition) throws Exception {
        var held = held(source).get(new TopicPartition(Topics.enriched(source), partition));
        return held != null && isIntent(held);
    }

    private static boolean isIntent(OffsetAndMetadata held) {
        return !held.metadata().isBlank() && !held.metadata().contains(" settled ");
    }

    private Map<TopicPartition, OffsetAndMetadata> held(String source) throws Exception {
        var all = new HashMap<>(admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get());
        all.keySet().removeIf(partition -> !partition.topic().equals(Topics.enriched(source)));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** How many members the group has, when nothing moves; else 0. */
    int members() throws Exception {
        var group = group();
        return group.groupState() == GroupState.STABLE ? group.members().size() : 0;
    }

    /** The names of the archivers that hold the source's partitions, in their order; when nothing moves. */
    List<String> owners(String source) throws Exception {
        var group = group();
        var owners = new TreeMap<Integer, String>();
        if (group.groupState() == GroupState.STABLE) {
            group.members().forEach(member -> member.assignment().topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(Topics.enriched(source)))
                    .forEach(partition -> owners.put(partition.partition(), member.clientId())));
        }
        return List.copyOf(owners.values());
    }

    private ConsumerGroupDescription group() throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get();
    }

    /** The ids in the archive, each as often as it stands there, as {@code ./logmesh audit} reads them. */
    List<String> archived(String source) throws IOException {
        var ids = new ArrayList<String>();
        for (var object : objects(source)) {
            try (var lines =
                    new BufferedReader(new InputStreamReader(archive.read(object.key()), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    ids.add(mapper.readTree(line).path("event_id").asText());
                }
            }
        }
        return ids;
    }

    /** The source's objects, without manifests. */
    List<ArchivedObject> objects(String source) {
        var objects = new ArrayList<ArchivedObject>();
        archive.forEach(Optional.of(source), object -> {
            if (!object.isManifest()) {
                objects.add(object);
            }
        });
        return objects;
    }

    /** The content of an object, as lines. */
    String content(String key) throws IOException {
        try (var in = archive.read(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same; empty where there is none. */
    Optional<String> find(String key) throws IOException {
        try {
            return Optional.of(content(key));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    void killS3() {
        mesh.servers().kill(Server.S3);
    }

    void startS3() throws InterruptedException {
        mesh.servers().start(Server.S3);
    }

    /** SIGSTOP for Kafka: what is sent to it waits. */
    void freezeKafka() throws IOException, InterruptedException {
        Signals.stop(kafka());
    }

    /** SIGCONT for Kafka. */
    void thawKafka() throws IOException, InterruptedException {
        Signals.goOn(kafka());
    }

    private long kafka() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run").resolve(Server.KAFKA.displayName() + ".pid"))
                .strip());
    }

    @Override
    public void close() {
        archive.close();
        producer.close();
        admin.close();
        mesh.close();
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
