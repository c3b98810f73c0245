package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A routed record as far as it must be known before it is enriched: where its text stands, and whether the container
 * runtime cut it. One instance serves record after record.
 */
public final class RoutedLine {

    private final CollectorRecord record = new CollectorRecord();
    private final PlainText plainText = new PlainText();
    private boolean isBare;
    private byte[] value = new byte[0];
    private CollectorField textField;
    private Slice text;

    RoutedLine() {}

    /** Reads a record; what is no JSON object is wrapped as {@code {"log": "<text>"}} before. */
    void read(byte[] routed) {
        value = routed;
        if (!record.read(value)) {
            value = wrapped(routed);
            record.read(value);
        }
        isBare = record.isBareText();
        textField = record.textField();
        text = null;
    }

    /** Notes what is odd about the record, once its text has been asked for. */
    void note(Set<Oddity> oddities) {
        if (isBare) {
            oddities.add(Oddity.NO_OBJECT);
        }
        if (text != null && plainText.hadColours()) {
            oddities.add(Oddity.COLOURS);
        }
    }

    CollectorRecord record() {
        return record;
    }

    /** The member that holds the text, or null. */
    CollectorField textField() {
        return textField;
    }

    /** The record's bytes, a JSON object. */
    public byte[] value() {
        return value;
    }

    /** Whether the record has a text; without one, nothing else but {@link #value} can be asked for. */
    public boolean hasText() {
        return textField != null;
    }

    /** The text as it stands in JSON: between its quotes, with its escape sequences. */
    public Slice written() {
        return record.members().value(textField).unquoted();
    }

    /** The text as it was meant: without escape sequences, terminal colours and the line's end. */
    public Slice text() {
        if (text == null) {
            text = plainText.of(record.members().value(textField));
        }
        return text;
    }

    /** Where in the value the letter {@code P} stands by which CRI marks a line that goes on, or -1. */
    public int partialTagAt() {
        for (var field : CollectorField.TAGS) {
            if (record.members().has(field)) {
                var tag = record.members().value(field);
                boolean partial = tag.isString() && tag.unquoted().length() > 0 && value[tag.from() + 1] == 'P';
                boolean whole = partial && (tag.unquoted().length() == 1 || value[tag.from() + 2] == ':');
                return whole ? tag.from() + 1 : -1;
            }
        }
        return -1;
    }

    /** Whether the line goes on in the next record of its stream. */
    public boolean isPartial() {
        return partialTagAt() >= 0 || isMarkedPartial();
    }

    /** Vector's mark, where its own joining is switched off. */
    private boolean isMarkedPartial() {
        var members = record.members();
        return members.has(CollectorField.PARTIAL)
                && value[members.value(CollectorField.PARTIAL).from()] == 't';
    }

    private static byte[] wrapped(byte[] value) {
        var json = new JsonBuffer(value.length + 16);
        json.append("{\"").append(RecordFields.LOG).append("\":");
        return json.appendString(new String(value, StandardCharsets.UTF_8))
                .append((byte) '}')
                .toByteArray();
    }
}
