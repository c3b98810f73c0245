package io.logmesh.contract.archive;

import io.logmesh.contract.record.RecordField;
import java.util.List;

/**
 * The columns of an enriched record, where it is archived as such, in their order; each may be absent. Whatever else a
 * record has, or has in another type, stands in the column {@link #REST}, so that no column ever changes its type: texts as
 * they are, anything else as JSON, a member of {@code kubernetes} as {@code kubernetes.<name>}. Their names and types are
 * those of {@link RecordField}; a new one goes to the end, before {@link #REST}.
 */
public enum ArchiveColumn {
    TIMESTAMP(RecordField.TIMESTAMP),
    INGEST_TS(RecordField.INGEST_TS),
    SOURCE(RecordField.SOURCE),
    LEVEL(RecordField.LEVEL),
    MESSAGE(RecordField.MESSAGE),
    LOG(RecordField.LOG),
    STREAM(RecordField.STREAM),
    NAMESPACE(RecordField.NAMESPACE),
    POD(RecordField.POD),
    CONTAINER(RecordField.CONTAINER),
    HOST(RecordField.HOST),
    LABELS(RecordField.LABELS),
    TRACE_ID(RecordField.TRACE_ID),
    SPAN_ID(RecordField.SPAN_ID),
    EVENT_ID(RecordField.EVENT_ID),
    TRUNCATED(RecordField.TRUNCATED),
    FIELDS(RecordField.FIELDS),
    OWNER(RecordField.OWNER),
    REST(RecordField.REST);

    /** What a column holds. */
    public enum Type {
        TEXT,
        /** Milliseconds since the epoch, UTC; in JSON as ISO 8601. */
        TIME,
        BOOLEAN,
        /** Texts by name. */
        MAP
    }

    private final RecordField field;

    ArchiveColumn(RecordField field) {
        this.field = field;
    }

    public RecordField field() {
        return field;
    }

    public Type type() {
        return switch (field.type()) {
            case TEXT, WORDS -> Type.TEXT;
            case TIME -> Type.TIME;
            case BOOLEAN -> Type.BOOLEAN;
            case MAP -> Type.MAP;
            case NUMBER, OBJECT -> throw new IllegalStateException("no column is of type " + field.type());
        };
    }

    /** Where the record has it: the names from the outermost object inwards; empty for {@link #REST}. */
    public List<String> path() {
        return field.path();
    }

    /** The column's name: lower case, and nothing that SQL would want in quotes. */
    public String column() {
        return field.column().orElseThrow();
    }
}
