package io.logmesh.contract.record;

import com.google.common.collect.ImmutableList;
import io.logmesh.contract.RecordFields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every field of an enriched record that has a meaning: the one definition from which the indexer makes its mappings, the
 * archiver its Parquet columns, and the tests {@code docs/schema.md}. What a record has besides is kept in its JSON, in the
 * index without being searchable, and in Parquet in the column {@link #REST}.
 */
public enum RecordField {
    TIMESTAMP(
            FieldType.TIME,
            Place.INDEX,
            "timestamp",
            "when it happened: the event's own time, else the collector's, else that of its collection",
            RecordFields.TIMESTAMP),
    INGEST_TS(
            FieldType.TIME,
            Place.INDEX,
            "ingest_ts",
            "when it was collected; its index and its hour in the archive go by it",
            RecordFields.INGEST_TS),
    SOURCE(FieldType.TEXT, Place.INDEX, "source", "its source in logmesh.yaml", RecordFields.SOURCE),
    LEVEL(FieldType.TEXT, Place.INDEX, "level", "trace, debug, info, warn, error or fatal", RecordFields.LEVEL),
    MESSAGE(FieldType.WORDS, Place.INDEX, "message", "the text without time, level and logger", RecordFields.MESSAGE),
    LOG(FieldType.TEXT, Place.RECORD, "log", "the line as it was written", RecordFields.LOG),
    STREAM(FieldType.TEXT, Place.INDEX, "stream", "stdout or stderr", RecordFields.STREAM),
    NAMESPACE(FieldType.TEXT, Place.INDEX, "namespace", "of the pod", RecordFields.KUBERNETES, "namespace_name"),
    POD(FieldType.TEXT, Place.INDEX, "pod", "its name", RecordFields.KUBERNETES, "pod_name"),
    POD_ID(FieldType.TEXT, Place.INDEX, null, "its UID", RecordFields.KUBERNETES, "pod_id"),
    POD_IP(FieldType.TEXT, Place.INDEX, null, "its address", RecordFields.KUBERNETES, "pod_ip"),
    CONTAINER(FieldType.TEXT, Place.INDEX, "container", "its name", RecordFields.KUBERNETES, "container_name"),
    IMAGE(FieldType.TEXT, Place.INDEX, null, "of the container", RecordFields.KUBERNETES, "container_image"),
    HOST(FieldType.TEXT, Place.INDEX, "host", "the node", RecordFields.KUBERNETES, "host"),
    LABELS(FieldType.MAP, Place.INDEX, "labels", "of the pod", RecordFields.KUBERNETES, "labels"),
    ANNOTATIONS(FieldType.MAP, Place.INDEX, null, "of the pod", RecordFields.KUBERNETES, "annotations"),
    TRACE_ID(FieldType.TEXT, Place.INDEX, "trace_id", "of the trace that it belongs to", RecordFields.TRACE_ID),
    SPAN_ID(FieldType.TEXT, Place.INDEX, "span_id", "of the span", RecordFields.SPAN_ID),
    EVENT_ID(
            FieldType.TEXT,
            Place.INDEX,
            "event_id",
            "its identity; also the header `logmesh-id` and the index's `_id`",
            RecordFields.EVENT_ID),
    TRUNCATED(
            FieldType.BOOLEAN,
            Place.RECORD,
            "truncated",
            "true where it was cut, or a limit kept lines or fields out of it",
            RecordFields.TRUNCATED),
    OWNER(FieldType.MAP, Place.RECORD, "owner", "of its pod or namespace, by the catalog", RecordFields.OWNER),
    TEAM(FieldType.TEXT, Place.INDEX, null, "who answers for it", RecordFields.OWNER, "team"),
    SERVICE(FieldType.TEXT, Place.INDEX, null, "which service it is part of", RecordFields.OWNER, "service"),
    VERSION(FieldType.TEXT, Place.INDEX, null, "of the service", RecordFields.OWNER, "version"),
    ZONE(FieldType.TEXT, Place.INDEX, null, "of the node", RecordFields.OWNER, "zone"),
    OWNER_LABELS(FieldType.MAP, Place.INDEX, null, "those that the catalog keeps", RecordFields.OWNER, "labels"),
    FIELDS(
            FieldType.MAP,
            Place.INDEX,
            "fields",
            "what was parsed out of the text, and what else was sent so",
            RecordFields.FIELDS),
    LINES(
            FieldType.NUMBER,
            Place.RECORD,
            null,
            "how many records were joined to it; absent where it is one",
            RecordFields.LINES),
    COVERS(FieldType.TEXT, Place.RECORD, null, "their ids but the first, as differences", RecordFields.COVERS),
    QUOTA(FieldType.TEXT, Place.RECORD, null, "`over` where it exceeds its source's quota", RecordFields.QUOTA),
    INDEX(FieldType.TEXT, Place.RECORD, null, "`no` where it is archived only", RecordFields.INDEX),
    MARKER(
            FieldType.OBJECT,
            Place.RECORD,
            null,
            "of a record that the mesh made itself: what it tells",
            RecordFields.MARKER),
    CONFLICTS(
            FieldType.MAP,
            Place.INDEX_ONLY,
            null,
            "what the index refused of it, as text by full name",
            RecordFields.CONFLICTS),

    /** Whatever has no column, or is of another type than its column. */
    REST(FieldType.MAP, Place.ARCHIVE_ONLY, "rest", "what has no column or does not fit it, as text by full name");

    /** Where a field is known. */
    private enum Place {
        /** In the record; the index keeps it and does not look into it. */
        RECORD,
        /** In the record, and searchable in the index. */
        INDEX,
        INDEX_ONLY,
        ARCHIVE_ONLY
    }

    private final FieldType type;
    private final Place place;
    private final Optional<String> column;
    private final String meaning;
    private final ImmutableList<String> path;

    RecordField(FieldType type, Place place, String column, String meaning, String... path) {
        this.type = type;
        this.place = place;
        this.column = Optional.ofNullable(column);
        this.meaning = meaning;
        this.path = ImmutableList.copyOf(path);
    }

    /** Those that can be searched for. */
    public static Stream<RecordField> indexed() {
        return Arrays.stream(values()).filter(RecordField::isIndexed);
    }

    public FieldType type() {
        return type;
    }

    /** Whether the index has a mapping for it. */
    public boolean isIndexed() {
        return place == Place.INDEX || place == Place.INDEX_ONLY;
    }

    /** Its column in Parquet: lower case, and nothing that SQL would want in quotes. Without one, {@link #REST} has it. */
    public Optional<String> column() {
        return column;
    }

    /** Where the record has it: the names from the outermost object inwards; empty for {@link #REST}. */
    public List<String> path() {
        return path;
    }

    /** For people, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
