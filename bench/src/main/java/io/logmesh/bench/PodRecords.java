package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records as the enricher writes them, of fifty pods that write at the same time: each pod has names and ids of its own, and
 * a few dozen messages that differ in their numbers. The same number gives the same record.
 */
final class PodRecords {

    private static final int PODS = 50;
    private static final int MESSAGES = 30;
    private static final int WORDS = 8;

    /** Some full hour. */
    private static final long START = 1_795_338_000_000L;

    private static final String[] VOCABULARY =
            ("order cart customer payment was sent to received from the warehouse in for "
                            + "after request handled with status retry connection pool timeout cache miss hit user session token "
                            + "refreshed expired item reserved stock level shipment queued job finished started worker thread "
                            + "database query slow rows returned index rebuilt config reloaded feature flag enabled health check "
                            + "passed upstream response code latency bytes written read file uploaded object bucket partition "
                            + "offset commit lag consumer producer message batch flushed rejected accepted invalid field schema")
                    .split(" ");

    private final String set;
    private final int size;
    private final int sources;
    private final int partitions;
    private final String[] names = new String[PODS];
    private final String[] streams = new String[PODS];
    private final String[][] messages = new String[PODS][MESSAGES];

    /**
     * @param set what the names of the sources begin with
     * @param size of each value in bytes, at least 640
     * @param sources that records go to by turns
     * @param partitions of each source, which records go to by turns, too
     */
    PodRecords(String set, int size, int sources, int partitions) {
        this.set = set;
        this.size = size;
        this.sources = sources;
        this.partitions = partitions;
        for (int pod = 0; pod < PODS; pod++) {
            describe(pod);
        }
    }

    /** The topics of all sources. */
    List<String> topics() {
        return IntStream.range(0, sources)
                .mapToObj(number -> Topics.enriched(source(number)))
                .toList();
    }

    int partitions() {
        return partitions;
    }

    private String source(int number) {
        return set + '-' + number;
    }

    ProducerRecord<byte[], byte[]> record(int number) {
        var random = new SplittableRandom(number);
        int pod = random.nextInt(PODS);
        var source = source(number % sources);
        long time = START + number / 10;
        var record = new ProducerRecord<>(
                Topics.enriched(source),
                number / sources % partitions,
                streams[pod].getBytes(StandardCharsets.US_ASCII),
                value(random, pod, source, id(time, number), time).getBytes(StandardCharsets.US_ASCII));
        RecordHeaders.set(record.headers(), HeaderNames.ID, id(time, number));
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, source);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(time));
        RecordHeaders.set(record.headers(), HeaderNames.LEVEL, "info");
        RecordHeaders.set(record.headers(), HeaderNames.RULES, "0123456789ab");
        return record;
    }

    private void describe(int pod) {
        var random = new SplittableRandom(-1 - pod);
        var app = VOCABULARY[pod % 10] + "-" + VOCABULARY[20 + pod % 10];
        var name = app + "-" + hex(random, 9) + "-" + hex(random, 5);
        streams[pod] = "team-" + pod % 17 + "/" + name + "/" + app + "/stdout";
        names[pod] = "\",\"stream\":\"stdout\",\"docker\":{\"container_id\":\"" + hex(random, 32)
                + "\"},\"kubernetes\":{\"container_name\":\"" + app + "\",\"namespace_name\":\"team-" + pod % 17
                + "\",\"pod_name\":\"" + name + "\",\"pod_id\":\"" + hex(random, 32) + "\",\"host\":\"ip-10-"
                + random.nextInt(256) + "-" + random.nextInt(256) + "-7.internal\",\"labels\":{\"app\":\"" + app
                + "\"}}";
        for (int i = 0; i < MESSAGES; i++) {
            messages[pod][i] = message(random);
        }
    }

    /** A sentence with gaps for numbers. */
    private static String message(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(i % 3 == 2 ? "=# " : " ");
        }
        return text.toString();
    }

    private String value(SplittableRandom random, int pod, String source, String id, long time) {
        var stamp = Instant.ofEpochMilli(time).toString();
        var text = new StringBuilder(size).append("{\"log\":\"").append(stamp).append(" INFO ");
        var rest = names[pod] + ",\"source\":\"" + source + "\",\"ingest_ts\":\"" + stamp + "\",\"@timestamp\":\""
                + stamp + "\",\"level\":\"info\",\"event_id\":\"" + id + "\"}";
        while (text.length() < size - rest.length()) {
            fill(text, messages[pod][random.nextInt(MESSAGES)], random);
        }
        text.setLength(size - rest.length());
        return text.append(rest).toString();
    }

    private static void fill(StringBuilder text, String message, SplittableRandom random) {
        for (int i = 0; i < message.length(); i++) {
            if (message.charAt(i) == '#') {
                text.append(random.nextInt(100_000));
            } else {
                text.append(message.charAt(i));
            }
        }
    }

    private static String id(long time, int number) {
        return "%011x-0badcafe-0-%010d".formatted(time, number);
    }

    private static String hex(SplittableRandom random, int digits) {
        var text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Integer.toHexString(random.nextInt(16)));
        }
        return text.toString();
    }
}
