package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.sources.RecordVariables;
import io.logmesh.contract.sources.Variables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record as rules see it. Values are decoded when a rule first asks for them, and kept for the rules after it. The
 * maps are never absent, at most empty, so that {@code !('x' in k8s.labels)} is true of a record without labels.
 */
final class RecordView implements RecordVariables {

    private static final Map<String, Field> K8S_FIELDS = Map.of(
            Variables.K8S_NAMESPACE, Field.NAMESPACE,
            Variables.K8S_POD, Field.POD,
            Variables.K8S_CONTAINER, Field.CONTAINER,
            Variables.K8S_HOST, Field.HOST,
            Variables.K8S_LABELS, Field.LABELS,
            Variables.K8S_ANNOTATIONS, Field.ANNOTATIONS);

    private final JsonScanner scanner = new JsonScanner();
    private final Map<String, Object> decoded = new HashMap<>();
    private RawRecord raw;
    private RecordLayout record;

    /** Looks at another record from here on. */
    RecordView of(RawRecord raw, RecordLayout record) {
        this.raw = raw;
        this.record = record;
        decoded.clear();
        return this;
    }

    @Override
    public boolean has(String variable) {
        return switch (variable) {
            case Variables.LOG, Variables.MESSAGE -> record.textField() != null;
            case Variables.LEVEL -> level() != null;
            case Variables.STREAM -> record.hasText(Field.STREAM);
            case Variables.K8S_NAMESPACE, Variables.K8S_POD, Variables.K8S_CONTAINER, Variables.K8S_HOST ->
                record.hasText(K8S_FIELDS.get(variable));
            default -> true;
        };
    }

    @Override
    public Object get(String variable) {
        var value = decoded.get(variable);
        if (value == null && has(variable)) {
            value = decode(variable);
            decoded.put(variable, value);
        }
        return value;
    }

    /** Unless all labels are decoded already, only this one is. */
    @Override
    public Object get(String variable, String key) {
        var all = decoded.get(variable);
        return switch (variable) {
            case Variables.K8S_LABELS, Variables.K8S_ANNOTATIONS ->
                all == null ? string(K8S_FIELDS.get(variable), key) : ((Map<?, ?>) all).get(key);
            default -> ((Map<?, ?>) get(variable)).get(key);
        };
    }

    private String string(Field field, String key) {
        String text = null;
        if (record.begins(field, '{')) {
            byte[] json = record.json(field);
            scanner.reset(json, record.start(field), record.end(field));
            scanner.beginObject();
            while (scanner.nextMember()) {
                boolean isWanted = JsonText.equals(json, scanner.keyStart(), scanner.keyEnd(), key);
                scanner.skipValue();
                if (isWanted) {
                    var value = new JsonSlice(json, scanner.valueStart(), scanner.valueEnd());
                    text = value.isNull() ? null : value.text();
                }
            }
        }
        return text;
    }

    private Object decode(String variable) {
        return switch (variable) {
            case Variables.LOG -> record.text(record.textField());
            case Variables.MESSAGE -> record.text(record.hasText(Field.MESSAGE) ? Field.MESSAGE : record.textField());
            case Variables.LEVEL -> record.text(level());
            case Variables.STREAM -> record.text(Field.STREAM);
            case Variables.K8S -> k8s();
            case Variables.K8S_LABELS -> strings(Field.LABELS);
            case Variables.K8S_ANNOTATIONS -> strings(Field.ANNOTATIONS);
            case Variables.FIELDS -> fields();
            case Variables.TOPIC -> raw.topic();
            case Variables.HEADERS -> raw.headers().get();
            case Variables.SIZE -> (long) record.json().length;
            default -> record.text(K8S_FIELDS.get(variable));
        };
    }

    private Field level() {
        return record.hasText(Field.LEVEL) ? Field.LEVEL : record.hasText(Field.SEVERITY) ? Field.SEVERITY : null;
    }

    /** Made only for {@code has(k8s.x)}: every other use names one of its fields, which is a variable by itself. */
    private Map<String, Object> k8s() {
        var present = new LinkedHashMap<String, Object>();
        K8S_FIELDS.forEach((variable, field) -> {
            if (record.has(field)) {
                present.put(variable.substring(Variables.K8S.length() + 1), get(variable));
            }
        });
        present.values().removeIf(value -> value == null);
        return present;
    }

    private Map<String, String> strings(Field field) {
        var strings = new HashMap<String, String>();
        if (record.begins(field, '{')) {
            new JsonSlice(record.json(field), record.start(field), record.end(field))
                    .members()
                    .forEach((name, value) -> {
                        if (!value.isNull()) {
                            strings.put(name, value.text());
                        }
                    });
        }
        return strings;
    }

    private Map<String, Object> fields() {
        var members = JsonValues.object(new JsonSlice(record.json(), 0, record.end()));
        if (record.begins(Field.FIELDS, '{')) {
            members.putAll(JsonValues.object(
                    new JsonSlice(record.json(), record.start(Field.FIELDS), record.end(Field.FIELDS))));
        }
        return members;
    }
}
