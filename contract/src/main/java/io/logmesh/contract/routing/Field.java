package io.logmesh.contract.routing;

/** The fields of a record that routing knows; see {@link FieldNames} for what collectors call them. */
enum Field {
    LOG,
    MESSAGE,
    JOURNAL_MESSAGE,
    BODY,
    LEVEL,
    SEVERITY,
    STREAM,
    INGEST_TS,
    TRUNCATED,
    FIELDS,
    OTLP_EXPORT,
    KUBERNETES,
    ATTRIBUTES,
    NAMESPACE,
    POD,
    CONTAINER,
    HOST,
    LABELS,
    ANNOTATIONS
}
