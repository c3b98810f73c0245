package io.logmesh.router.quota;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.sources.Quota;
import io.logmesh.contract.sources.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the records of one source and one window that were beyond its quota, in one task. It becomes a record of
 * that source, so whoever looks at the source's logs sees that, when and why some are not where they would be.
 */
public final class Marker {

    private static final byte[] KEY = "logmesh/router/quota".getBytes(StandardCharsets.US_ASCII);

    private final Source source;
    private final String firstId;
    private final long since;
    private final Map<Verdict, Long> records = new EnumMap<>(Verdict.class);
    private long bytes;
    private long earliest = Long.MAX_VALUE;
    private long latest;

    /** @param since when its first record was met, in milliseconds of the wall clock */
    Marker(Source source, String firstId, long since) {
        this.source = source;
        this.firstId = firstId;
        this.since = since;
    }

    void add(Verdict verdict, long ingestTs, int itsBytes) {
        records.merge(verdict, 1L, Long::sum);
        bytes += itsBytes;
        earliest = Math.min(earliest, ingestTs);
        latest = Math.max(latest, ingestTs);
    }

    long since() {
        return since;
    }

    public Source source() {
        return source;
    }

    /** No two markers have the same, since no two cover the same record. */
    public String id() {
        return RecordId.marker(firstId);
    }

    /** The ingest time of the last record that it covers, so that it stands behind them, in milliseconds. */
    public long ingestTs() {
        return latest;
    }

    public byte[] key() {
        return KEY.clone();
    }

    /** The record's value, a JSON object. */
    public byte[] value() {
        var json = new JsonBuffer(512);
        json.append("{\"" + RecordFields.LOG + "\":").appendString(text());
        json.append(",\"" + RecordFields.LEVEL + "\":\"warn\",\"" + RecordFields.MARKER + "\":{\"kind\":")
                .appendString(HeaderNames.MARKER_QUOTA);
        json.append(",\"over\":").appendString(over());
        json.append(",\"rate\":" + quota().bytesPerSecond() + ",\"records\":" + count() + ",\"bytes\":" + bytes);
        for (var verdict : Verdict.values()) {
            if (verdict.isOver()) {
                json.append(",\"" + verdict.word() + "\":" + records.getOrDefault(verdict, 0L));
            }
        }
        json.append(",\"from\":").appendString(Instant.ofEpochMilli(earliest).toString());
        json.append(",\"to\":").appendString(Instant.ofEpochMilli(latest).toString());
        return json.append("}}").toByteArray();
    }

    private String text() {
        return "Source " + source.name() + " exceeded its quota of " + quota().bytesPerSecond() + " bytes a second: "
                + count() + " records of " + bytes + " bytes, collected from " + Instant.ofEpochMilli(earliest) + " to "
                + Instant.ofEpochMilli(latest) + ", were " + what();
    }

    private String what() {
        return switch (quota().over()) {
            case ARCHIVE_ONLY -> "archived and not indexed";
            case SAMPLE -> "archived, and " + records.getOrDefault(Verdict.SAMPLED, 0L) + " of them indexed";
            case PARK ->
                records.containsKey(Verdict.ARCHIVED)
                        ? "archived and not indexed, since the cluster refuses a topic to park them"
                        : "parked, to be sent on by logmesh unpark";
        };
    }

    private long count() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    private Quota quota() {
        return source.quota().orElseThrow();
    }

    private String over() {
        return quota().over().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
