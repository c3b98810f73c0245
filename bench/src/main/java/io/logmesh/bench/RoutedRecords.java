package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.Topics;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Routed records as a cluster has them: a third JSON, a third logfmt, klog and access logs, a third plain text with a stack
 * trace now and then; from 30 pods, each of which speaks one format, in bursts of a few lines.
 */
final class RoutedRecords {

    /** Whose all of them are. */
    static final String SOURCE = "shop";

    /** How many {@link #owner} there are: of each namespace, and of each pod. */
    static final int OWNERS = 40;

    private static final int NAMESPACES = 10;
    private static final int PODS = 30;
    private static final int BURST = 5;
    private static final int LINES_WITH_TRACE = 20;

    /** Kafka deletes what is older than a topic's retention, and the enricher does not believe times that are long ago. */
    private final Instant start = Instant.now();

    private final String day = format("uuuu-MM-dd");
    private final String klogDay = format("MMdd");
    private final String clock = format("HH:mm:ss");
    private final String accessDay = format("dd/MMM/uuuu");

    private final int[] lines = new int[PODS];

    /** The {@code number}th record, of the source {@code shop}. */
    ProducerRecord<byte[], byte[]> record(int number) {
        int pod = number / BURST % PODS;
        var key = "team-" + pod % NAMESPACES + "/app-6c5f4d7b9-x" + (10 + pod) + "/app/stdout";
        long time = start.toEpochMilli() + number / 100;
        var record = new ProducerRecord<>(
                Topics.ROUTED, 0, time, key.getBytes(StandardCharsets.UTF_8), value(pod, text(pod, lines[pod]++)));
        RecordHeaders.set(record.headers(), HeaderNames.ID, RecordId.of(time, Topics.RAW, 0, number));
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, SOURCE);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(time));
        RecordHeaders.set(record.headers(), HeaderNames.RULES, "0123456789ab");
        return record;
    }

    /** The {@code number}th entry of the catalog. */
    static ProducerRecord<byte[], byte[]> owner(int number) {
        var key = number < NAMESPACES ? "namespace/team-" + number : "pod/" + uid(number - NAMESPACES);
        var value = number < NAMESPACES
                ? "{\"team\":\"team " + number + "\",\"service\":\"cart\",\"labels\":{\"tier\":\"front\"}}"
                : "{\"version\":\"1.2\",\"zone\":\"eu-1a\"}";
        return new ProducerRecord<>(
                Topics.CATALOG, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private String format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(start);
    }

    private static String uid(int pod) {
        return "c76927af-f563-11e4-b32d-54ee752718" + (10 + pod);
    }

    private String text(int pod, int line) {
        return switch (pod % 6) {
            case 0, 1 ->
                "{\"ts\":\"" + day + "T" + clock
                        + ".123Z\",\"level\":\"info\",\"logger\":\"shop.cart\",\"msg\":\"order "
                        + line
                        + " was paid\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"user\":\"u" + line
                        + "\",\"ms\":12,\"items\":[1,2,3]}";
            case 2 ->
                "ts=" + day + "T" + clock + ".123Z level=info caller=cart.go:12 msg=\"order was paid\" order=" + line
                        + " ms=12 user=u" + line;
            case 3 ->
                line % 2 == 0
                        ? "I" + klogDay
                                + " " + clock
                                + ".123456       1 controller.go:231] \"Reconciled object\" object=\"shop/cart-"
                                + line + "\" ms=12"
                        : "10.0.0.1 - - [" + accessDay + ":" + clock + " +0000] \"GET /api/v1/items/" + line
                                + "?page=2 HTTP/1.1\" 200 612 \"https://shop.example/\" \"Mozilla/5.0 (X11; Linux)\"";
            default -> plain(line);
        };
    }

    /** Of every twenty lines, eight are a trace. */
    private String plain(int line) {
        int at = line % LINES_WITH_TRACE;
        return switch (at) {
            case 12 -> day + " " + clock + ",123 ERROR [pool-1] com.example.shop.Cart - order " + line + " failed";
            case 13 -> "java.lang.IllegalStateException: the cart of u" + line + " is empty";
            case 14, 15, 16, 17, 18, 19 ->
                "\tat com.example.shop.cart.CartService.checkout(CartService.java:" + (100 + at) + ")";
            default ->
                day + " " + clock + ",123 INFO [pool-1] com.example.shop.Cart - order " + line + " of customer u" + line
                        + " was sent to the warehouse in Hamburg";
        };
    }

    private static byte[] value(int pod, String text) {
        return new JsonBuffer(2048)
                .append("{\"log\":")
                .appendString(text + '\n')
                .append(",\"stream\":\"stdout\",\"docker\":{\"container_id\":\"df14e0d5ae4c07284fa636d739c8fc2e\"},")
                .append("\"kubernetes\":{\"container_name\":\"app\",\"namespace_name\":\"team-")
                .append(Integer.toString(pod % NAMESPACES))
                .append("\",\"pod_name\":\"app-6c5f4d7b9-x")
                .append(Integer.toString(10 + pod))
                .append("\",\"pod_id\":\"")
                .append(uid(pod))
                .append("\",\"pod_ip\":\"10.1.0.8\",")
                .append("\"host\":\"node-1.example.internal\",\"labels\":{\"app.kubernetes.io/name\":\"app\",")
                .append("\"pod-template-hash\":\"6c5f4d7b9\"},\"namespace_labels\":{\"team\":\"core\"}}}")
                .toByteArray();
    }
}
