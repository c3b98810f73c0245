package io.logmesh.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logmesh.contract.HeaderNames;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What collectors and careless programs write, in turns: each shape that the mesh knows, and some that nobody should
 * send. Counts how many records the mesh has to make of it.
 */
final class MixedTraffic implements AutoCloseable {

    /** One kind of message, and how many records it is to become. */
    private record Shape(int records, LongFunction<byte[]> message) {}

    private static final List<Shape> SHAPES = List.of(
            text(
                    1,
                    "{'log':'2026-01-01T00:00:00Z INFO paid order %d\\n','stream':'stdout','kubernetes':"
                            + "{'namespace_name':'payments','pod_name':'api-1','container_name':'api','labels':{'app':'api'}}}"),
            text(
                    1,
                    "{'log':'{\\'level\\':\\'warn\\',\\'msg\\':\\'slow %d\\',\\'ms\\':1200}','stream':'stderr','kubernetes':"
                            + "{'namespace_name':'payments','pod_name':'api-2','container_name':'api','labels':{'audit':'yes'}}}"),
            text(
                    1,
                    "{'@timestamp':'2026-01-01T00:00:00.000Z','log':'level=info msg=ok n=%d','kubernetes':"
                            + "{'namespace_name':'shop','pod_name':'web-1','container_name':'web'}}"),
            text(
                    1,
                    "{'message':'GET /healthz %d','timestamp':'2026-01-01T00:00:00Z','kubernetes':"
                            + "{'pod_namespace':'shop','pod_name':'web-2','container_name':'probe'}}"),
            text(
                    2,
                    "{'resourceLogs':[{'resource':{'attributes':[{'key':'k8s.namespace.name','value':"
                            + "{'stringValue':'otel'}}]},'scopeLogs':[{'logRecords':["
                            + "{'timeUnixNano':'1767225600000000000','severityText':'ERROR','body':{'stringValue':'one %d'}},"
                            + "{'body':{'stringValue':'two'}}]}]}]}"),
            text(3, "[{'log':'a %d'},{'log':'b'},'c']"),
            text(2, "{'log':'first %d'}\n{'log':'second'}"),
            trace("ERROR failed %d\\n"),
            trace("java.io.IOException: gone %d\\n"),
            trace("\\tat a.B.c(B.java:%d)\\n"),
            text(1, "plain text, line %d, with 'quotes' and \u00e4\u20ac\ud83d\ude00"),
            text(
                    1,
                    "{'log':'names of ours %d','level':30,'source':'app','fields':'text','event_id':{'a':1},'lines':[]}"),
            text(1, "{'log':'broken %d"),
            text(1, "{'log':'nobody wants %d','kubernetes':{'namespace_name':'unwanted','pod_name':'spam-1'}}"),
            new Shape(1, number -> ("bytes " + number + " \u00ff\u00fe\u0080").getBytes(ISO_8859_1)),
            new Shape(1, number -> ("{\"log\":\"" + number + " " + "x".repeat(5_000) + "\"}").getBytes(UTF_8)));

    /** One in so many messages is longer than the mesh's limit, too few to fill the disk. */
    private static final int OVERLONG_EVERY = 1_000;

    /** What tracing puts there, and what the mesh must not believe. */
    private static final List<Header> HEADERS = List.of(
            new RecordHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(UTF_8)),
            new RecordHeader(HeaderNames.SOURCE, "forged".getBytes(UTF_8)),
            new RecordHeader(HeaderNames.ID, "forged".getBytes(UTF_8)),
            new RecordHeader("none", null));

    /** More than the mesh takes along. */
    private static final List<Header> LARGE_HEADER = List.of(new RecordHeader("large", new byte[100_000]));

    private final String overlongWord =
            "overlong" + UUID.randomUUID().toString().replace("-", "");
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private volatile Exception failure;
    private long messages;
    private long records;
    private long overlong;

    MixedTraffic(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends {@code count} messages, and returns when Kafka has them. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            var shape = SHAPES.get((int) (messages % SHAPES.size()));
            send(shape.message().apply(messages), messages % 7 == 0 ? HEADERS : List.of());
            messages++;
            records += shape.records();
            if (messages % OVERLONG_EVERY == 0) {
                send(tooLong(), LARGE_HEADER);
                records++;
                overlong++;
            }
        }
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("Kafka did not take a record", failure);
        }
    }

    private void send(byte[] value, List<Header> headers) {
        var _ = producer.send(new ProducerRecord<>(topic, null, null, null, value, headers), this::noteFailure);
    }

    private byte[] tooLong() {
        return ("{\"log\":\"" + overlongWord + " long".repeat(300_000) + "\"}").getBytes(UTF_8);
    }

    private void noteFailure(RecordMetadata metadata, Exception exception) {
        failure = exception == null ? failure : exception;
    }

    /** A word that only those records have which are longer than the mesh's limit. */
    String overlongWord() {
        return overlongWord;
    }

    /** How many of them the mesh has to cut. */
    long overlong() {
        return overlong;
    }

    /** How many records the mesh has to make of what was sent. */
    long records() {
        return records;
    }

    /** A line of a container whose lines are joined, as far as they stay in order: the raw topic has partitions. */
    private static Shape trace(String line) {
        return text(
                1,
                "{'log':'" + line + "','stream':'stderr','kubernetes':"
                        + "{'namespace_name':'payments','pod_name':'api-3','container_name':'api'}}");
    }

    private static Shape text(int records, String template) {
        var json = template.replace('\'', '"');
        return new Shape(
                records, number -> json.replace("%d", Long.toString(number)).getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
