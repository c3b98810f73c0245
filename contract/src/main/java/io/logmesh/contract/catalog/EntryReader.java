package io.logmesh.contract.catalog;

import io.logmesh.contract.catalog.InvalidEntryException.Reason;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.MalformedJsonException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads one entry. Of members with the same name the last one counts; {@code null} and {@code ""} say nothing. */
final class EntryReader {

    /** Kubernetes' own limit of a label's value is 63, a container image's tag may have 128. */
    private static final int LONGEST_TEXT = 256;

    /** Kubernetes' limit: a prefix of 253, a slash, and a name of 63. */
    private static final int LONGEST_NAME = 317;

    private static final int MOST_LABELS = 64;

    private static final Map<String, OwnerField> FIELDS =
            Arrays.stream(OwnerField.values()).collect(Collectors.toMap(OwnerField::key, field -> field));

    private final byte[] json;
    private final boolean strict;
    private final JsonScanner scanner = new JsonScanner();
    private final Map<OwnerField, String> texts = new EnumMap<>(OwnerField.class);
    private final TreeMap<String, String> labels = new TreeMap<>();
    private boolean watched;

    EntryReader(byte[] json, boolean strict) {
        this.json = json;
        this.strict = strict;
    }

    CatalogEntry read() throws InvalidEntryException {
        if (json.length > CatalogEntry.MAX_BYTES) {
            throw refused("it has " + json.length + " bytes, and may have " + CatalogEntry.MAX_BYTES);
        }
        try {
            if (!scanner.reset(json).beginObject()) {
                throw refused("it is no JSON object");
            }
            while (scanner.nextMember()) {
                readMember(name());
            }
            if (!scanner.atEnd()) {
                throw refused("something stands behind the object");
            }
            return new CatalogEntry(texts, labels, watched);
        } catch (MalformedJsonException e) {
            throw refused("it is no JSON: " + e.getMessage());
        }
    }

    private void readMember(String name) throws InvalidEntryException {
        var field = FIELDS.get(name);
        if (field != null) {
            put(texts, field, text(name));
        } else if (name.equals(CatalogEntry.LABELS)) {
            readLabels();
        } else if (name.equals(CatalogEntry.BY)) {
            watched = CatalogEntry.KUBERNETES.equals(text(name));
        } else if (strict) {
            throw refused("'" + name + "' is none of "
                    + String.join(", ", FIELDS.keySet().stream().sorted().toList()) + ", " + CatalogEntry.LABELS);
        } else {
            scanner.skipValue();
        }
    }

    private void readLabels() throws InvalidEntryException {
        labels.clear();
        if (scanner.peek() == 'n') {
            scanner.skipValue();
            return;
        }
        if (!scanner.beginObject()) {
            throw refused(CatalogEntry.LABELS + " must be an object of names and texts");
        }
        while (scanner.nextMember()) {
            var name = name();
            if (name.isEmpty() || name.length() > LONGEST_NAME || isControlled(name)) {
                throw refused(
                        "a label's name has 1 to " + LONGEST_NAME + " characters, none of them a control character");
            }
            put(labels, name, text(name));
        }
        if (labels.size() > MOST_LABELS) {
            throw refused("it has " + labels.size() + " labels, and may have " + MOST_LABELS);
        }
    }

    private String name() {
        return JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
    }

    /** The value that comes next; null where it says nothing. */
    private String text(String name) throws InvalidEntryException {
        scanner.skipValue();
        if (!scanner.valueIsString()) {
            if (json[scanner.valueStart()] == 'n') {
                return null;
            }
            throw refused(name + " must be a text, in quotes");
        }
        var text = scanner.valueText();
        if (text.length() > LONGEST_TEXT || isControlled(text)) {
            throw refused(name + " has at most " + LONGEST_TEXT + " characters, none of them a control character");
        }
        return text.isEmpty() ? null : text;
    }

    private static <K> void put(Map<K, String> map, K key, String text) {
        if (text == null) {
            map.remove(key);
        } else {
            map.put(key, text);
        }
    }

    /** Elasticsearch takes no null byte in a name; a terminal should be shown no control character at all. */
    private static boolean isControlled(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static InvalidEntryException refused(String message) {
        return new InvalidEntryException(Reason.VALUE, message);
    }
}
