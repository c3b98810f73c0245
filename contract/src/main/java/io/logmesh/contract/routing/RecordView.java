package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.RecordVariables;
import io.logmesh.contract.sources.Variables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** One key of a variable that is a map. */
    private record Member(String variable, String key) {}

    private final JsonScanner scanner = new JsonScanner();
    private final Map<String, Object> decoded = new HashMap<>();
    private final Map<Member, Optional<Object>> members = new HashMap<>();
    private RawRecord raw;
    private RecordLayout record;

    /** Looks at another record from here on. */
    RecordView of(RawRecord raw, RecordLayout record) {
        this.raw = raw;
        this.record = record;
        decoded.clear();
        members.clear();
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

    /** Unless the whole map is decoded already, only this member is. */
    @Override
    public Object get(String variable, String key) {
        var all = decoded.get(variable);
        if (all != null) {
            return ((Map<?, ?>) all).get(key);
        }
        return switch (variable) {
            case Variables.K8S_LABELS, Variables.K8S_ANNOTATIONS, Variables.FIELDS -> member(variable, key);
            case Variables.K8S -> memberOfK8s(variable + '.' + key);
            default -> ((Map<?, ?>) get(variable)).get(key);
        };
    }

    /** The record is searched for it once, however many rules ask, and also where it has none. */
    private Object member(String variable, String key) {
        var member = new Member(variable, key);
        var known = members.get(member);
        if (known == null) {
            known = Optional.ofNullable(
                    variable.equals(Variables.FIELDS) ? field(key) : string(K8S_FIELDS.get(variable), key));
            members.put(member, known);
        }
        return known.orElse(null);
    }

    private String string(Field field, String key) {
        var value = record.begins(field, '{') ? slice(field).member(key, scanner) : null;
        return value == null || value.isNull() ? null : value.text();
    }

    private Object field(String key) {
        var value = record.begins(Field.FIELDS, '{') ? slice(Field.FIELDS).member(key, scanner) : null;
        if (value == null || value.isNull()) {
            value = whole().member(key, scanner);
        }
        return value == null ? null : JsonValues.value(value).orElse(null);
    }

    private Object memberOfK8s(String variable) {
        return record.has(K8S_FIELDS.get(variable)) ? get(variable) : null;
    }

    private JsonSlice slice(Field field) {
        return new JsonSlice(record.json(field), record.start(field), record.end(field));
    }

    private JsonSlice whole() {
        return new JsonSlice(record.json(), 0, record.end());
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

    /** Made only to explain {@code has(k8s.x)}: every other use names one of its fields. */
    private Map<String, Object> k8s() {
        var present = new LinkedHashMap<String, Object>();
        K8S_FIELDS.keySet().forEach(variable -> {
            var value = memberOfK8s(variable);
            if (value != null) {
                present.put(variable.substring(Variables.K8S.length() + 1), value);
            }
        });
        return present;
    }

    private Map<String, String> strings(Field field) {
        var strings = new HashMap<String, String>();
        if (record.begins(field, '{')) {
            slice(field).members().forEach((name, value) -> {
                if (!value.isNull()) {
                    strings.put(name, value.text());
                }
            });
        }
        return strings;
    }

    private Map<String, Object> fields() {
        var members = JsonValues.object(whole()).orElseGet(HashMap::new);
        if (record.begins(Field.FIELDS, '{')) {
            JsonValues.object(slice(Field.FIELDS)).ifPresent(members::putAll);
        }
        return members;
    }
}
