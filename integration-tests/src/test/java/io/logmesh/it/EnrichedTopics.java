package io.logmesh.it;

import static org.awaitility.Awaitility.await;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The archiver's input, which a test writes, with a ledger of what was sent; and its dead letters. */
final class EnrichedTopics implements AutoCloseable {

    private final String kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, List<String>> sent = new TreeMap<>();
    private volatile Exception failure;

    EnrichedTopics(String kafka) {
        this.kafka = kafka;
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The ids of a source's records. */
    List<String> sent(String source) {
        return sent.get(source);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    void makeTopic(String source, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.enriched(source), partitions, (short) 1)))
                .all()
                .get();
        // Batches that reach a broker before it has the partition's log come back in another order than they went, and
        // the
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
        var record =
                new ProducerRecord<byte[], byte[]>(Topics.enriched(source), "{}".getBytes(StandardCharsets.US_ASCII));
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
                Map.<String, Object>of("bootstrap.servers", kafka),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(letter ->
                                classes.add(RecordHeaders.text(letter.headers(), HeaderNames.ERROR_PREFIX + "class")));
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

    /** The offset behind the last record of each partition. */
    Map<TopicPartition, Long> ends(String source) throws Exception {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, producer.partitionsFor(Topics.enriched(source)).size())
                .forEach(number -> asked.put(new TopicPartition(Topics.enriched(source), number), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
