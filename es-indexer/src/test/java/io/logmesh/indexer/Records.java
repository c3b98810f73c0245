package io.logmesh.indexer;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.indexer.bulk.IndexPlan;
import io.logmesh.indexer.bulk.Placements;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Enriched records as they would be polled. */
final class Records {

    static final long INGEST_TS = 1_795_305_600_000L; // 2026-11-22T00:00:00Z

    static final IndexPlan PLAN = plan("""
            sources:
              archived-only: {match: 'true', index: false}
              small: {match: 'true', index: {into: shared}}
              streaming: {match: 'true', index: {into: stream}}
              large: {match: 'true', index: {into: auto}}
              tiny: {match: 'true', index: {into: auto}}
            """);

    static final Placements PLACEMENTS = (source, _) -> source.equals("large");

    private Records() {}

    private static IndexPlan plan(String yaml) {
        try {
            return new IndexPlan(1, 1, Optional.empty(), true, Optional.empty(), Map.of())
                    .with(Sources.parse("logmesh.yaml", yaml));
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ConsumerRecord<byte[], byte[]> complete(long offset) {
        var record = bare(offset);
        header(record, HeaderNames.ID, "19f-0badcafe-0-" + offset);
        header(record, HeaderNames.SOURCE, "web");
        header(record, HeaderNames.INGEST_TS, Long.toString(INGEST_TS));
        return record;
    }

    /** As one poll would hand them over. */
    static ConsumerRecords<byte[], byte[]> polled(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }

    static ConsumerRecord<byte[], byte[]> bare(long offset) {
        return new ConsumerRecord<>("logs.enriched.web", 0, offset, utf8("key"), utf8("{\"message\":\"hello\"}"));
    }

    static ConsumerRecord<byte[], byte[]> header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().remove(name).add(name, utf8(value));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
