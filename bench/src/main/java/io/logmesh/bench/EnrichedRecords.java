package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as the enricher writes them, of 640 bytes: documents of one source and one day. */
final class EnrichedRecords {

    static final int SIZE = 640;
    static final String SOURCE = "bench";

    /** Of 2026-01-01. */
    static final String INDEX = "logs-" + SOURCE + "-2026.01.01";

    private static final long INGEST_TS = 1_767_225_600_000L;
    private static final String FRAME = "{\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"source\":\"" + SOURCE
            + "\",\"level\":\"info\",\"stream\":\"stdout\",\"kubernetes\":{\"namespace_name\":\"team-%02d\","
            + "\"pod_name\":\"app-6c5f4d7b9-x%02d\",\"container_name\":\"app\",\"host\":\"node-1.example.internal\","
            + "\"labels\":{\"app.kubernetes.io/name\":\"app\"}},\"message\":\"%s\"}";

    private EnrichedRecords() {}

    static byte[] document(int number) {
        int pod = number % 50;
        int room = SIZE - FRAME.formatted(pod % 10, pod, "").length();
        var line = "request handled path=/api/v1/items/" + number + " status=200 ms=" + number % 977 + " ";
        var text = line.repeat(room / line.length() + 1).substring(0, room);
        return FRAME.formatted(pod % 10, pod, text).getBytes(StandardCharsets.US_ASCII);
    }

    /** As long as those that the router makes. */
    static String id(int number) {
        return "19b76a5b800-0badcafe-0-%010d".formatted(number);
    }

    /** The record of {@link #document}, with the headers that the sinks read. */
    static ProducerRecord<byte[], byte[]> record(int number) {
        return record(number, INGEST_TS);
    }

    /** The same, collected at another time. */
    static ProducerRecord<byte[], byte[]> record(int number, long ingestTs) {
        var record = new ProducerRecord<byte[], byte[]>(Topics.enriched(SOURCE), document(number));
        RecordHeaders.set(record.headers(), HeaderNames.ID, id(number));
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, SOURCE);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(ingestTs));
        return record;
    }
}
