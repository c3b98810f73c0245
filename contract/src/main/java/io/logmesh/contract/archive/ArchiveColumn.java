package io.logmesh.contract.archive;

import com.google.common.collect.ImmutableList;
import io.logmesh.contract.RecordFields;
import java.util.List;
import java.util.Locale;

/**
 * The columns of an enriched record, where it is archived as such, in their order; each may be absent. Whatever else a
 * record has, or has in another type, stands in the column {@link #REST}, so that no column ever changes its type: texts as
 * they are, anything else as JSON, a member of {@code kubernetes} as {@code kubernetes.<name>}.
 */
public enum ArchiveColumn {
    TIMESTAMP(Type.TIME, RecordFields.TIMESTAMP),
    INGEST_TS(Type.TIME, RecordFields.INGEST_TS),
    SOURCE(Type.TEXT, RecordFields.SOURCE),
    LEVEL(Type.TEXT, RecordFields.LEVEL),
    MESSAGE(Type.TEXT, RecordFields.MESSAGE),
    LOG(Type.TEXT, RecordFields.LOG),
    STREAM(Type.TEXT, RecordFields.STREAM),
    NAMESPACE(Type.TEXT, RecordFields.KUBERNETES, "namespace_name"),
    POD(Type.TEXT, RecordFields.KUBERNETES, "pod_name"),
    CONTAINER(Type.TEXT, RecordFields.KUBERNETES, "container_name"),
    HOST(Type.TEXT, RecordFields.KUBERNETES, "host"),
    LABELS(Type.MAP, RecordFields.KUBERNETES, "labels"),
    TRACE_ID(Type.TEXT, RecordFields.TRACE_ID),
    SPAN_ID(Type.TEXT, RecordFields.SPAN_ID),
    EVENT_ID(Type.TEXT, RecordFields.EVENT_ID),
    TRUNCATED(Type.BOOLEAN, RecordFields.TRUNCATED),
    OWNER(Type.MAP, RecordFields.OWNER),
    FIELDS(Type.MAP, RecordFields.FIELDS),
    REST(Type.MAP);

    /** What a column holds. */
    public enum Type {
        TEXT,
        /** Milliseconds since the epoch, UTC; in JSON as ISO 8601. */
        TIME,
        BOOLEAN,
        /** Texts by name. */
        MAP
    }

    private final Type type;
    private final ImmutableList<String> path;

    ArchiveColumn(Type type, String... path) {
        this.type = type;
        this.path = ImmutableList.copyOf(path);
    }

    public Type type() {
        return type;
    }

    /** Where the record has it: the names from the outermost object inwards; empty for {@link #REST}. */
    public List<String> path() {
        return path;
    }

    /** The column's name: lower case, and nothing that SQL would want in quotes. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
