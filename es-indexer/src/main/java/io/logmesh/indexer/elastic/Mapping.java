package io.logmesh.indexer.elastic;

import io.logmesh.contract.record.RecordField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The mapping of every index, made from {@link RecordField}; records add nothing to it. */
final class Mapping {

    /** Lucene refuses a document with a term of more than 32766 bytes, which is up to four for a character. */
    private static final int LONGEST_TERM = 1024;

    private final boolean isLogsdb;
    private final boolean hasMatchOnlyText;

    private Mapping(boolean isLogsdb, boolean hasMatchOnlyText) {
        this.isLogsdb = isLogsdb;
        this.hasMatchOnlyText = hasMatchOnlyText;
    }

    /** Its {@code properties}. */
    static String of(boolean isLogsdb, boolean hasMatchOnlyText) {
        var mapping = new Mapping(isLogsdb, hasMatchOnlyText);
        var outer = new LinkedHashMap<String, String>();
        var inner = new LinkedHashMap<String, Map<String, String>>();
        RecordField.indexed().forEach(field -> {
            var name = field.path().getFirst();
            if (field.path().size() == 1) {
                outer.put(name, mapping.property(field));
            } else {
                inner.computeIfAbsent(name, _ -> new LinkedHashMap<>())
                        .put(field.path().getLast(), mapping.property(field));
            }
        });
        inner.forEach((name, properties) -> outer.put(name, "{\"properties\": " + object(properties) + '}'));
        return object(outer);
    }

    private String property(RecordField field) {
        var type = field.type().elasticsearch();
        return switch (field.type()) {
            case TEXT, MAP -> "{\"type\": \"" + type + "\", \"ignore_above\": " + LONGEST_TERM + '}';
            case WORDS -> "{\"type\": \"" + (hasMatchOnlyText ? type : "text") + "\"}";
            // In logsdb documents are sorted by their time, so that a time which is none can't be passed over.
            case TIME ->
                isLogsdb && field == RecordField.TIMESTAMP
                        ? "{\"type\": \"date\"}"
                        : "{\"type\": \"date\", \"ignore_malformed\": true}";
            case BOOLEAN, NUMBER, OBJECT -> "{\"type\": \"" + type + "\"}";
        };
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
