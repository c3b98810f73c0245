package io.logmesh.contract.record;

/** The types of a record's fields, as those call them who store and read them. */
public enum FieldType {
    /** A word or a line, found as a whole. */
    TEXT("string", "keyword", "BYTE_ARRAY (STRING)", "varchar"),
    /** A text whose words can be searched for. */
    WORDS("string", "match_only_text", "BYTE_ARRAY (STRING)", "varchar"),
    /** Milliseconds, UTC; in JSON as ISO 8601. */
    TIME("string", "date", "INT64 (TIMESTAMP, millis, UTC)", "timestamp(3)"),
    BOOLEAN("boolean", "boolean", "BOOLEAN", "boolean"),
    NUMBER("number", "long", "INT64", "bigint"),
    /** Texts by name. Other values are in the index as texts, in Parquet as the text of their JSON. */
    MAP("object", "flattened", "MAP (STRING, STRING)", "map(varchar, varchar)"),
    /** Of which nothing is looked at. */
    OBJECT("object", "object", "MAP (STRING, STRING)", "map(varchar, varchar)");

    private final String json;
    private final String elasticsearch;
    private final String parquet;
    private final String trino;

    FieldType(String json, String elasticsearch, String parquet, String trino) {
        this.json = json;
        this.elasticsearch = elasticsearch;
        this.parquet = parquet;
        this.trino = trino;
    }

    public String json() {
        return json;
    }

    /** In a mapping; {@link #WORDS} are {@code text} where the cluster lacks that type. */
    public String elasticsearch() {
        return elasticsearch;
    }

    /** The physical type, and the logical one that says what it means. */
    public String parquet() {
        return parquet;
    }

    /** In a table of Trino's Hive connector over Parquet. */
    public String trino() {
        return trino;
    }
}
