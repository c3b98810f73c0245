package io.logmesh.contract.joining;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.enrichment.RoutedLine;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An event that may go on: its first record, and the text of those after it, as it stands in JSON, so that joining is
 * copying. Of the further records nothing but text and id is kept; they come from the same container.
 */
final class PendingEvent {

    private static final byte[] TRUNCATED =
            (",\"" + RecordFields.TRUNCATED + "\":true}").getBytes(StandardCharsets.US_ASCII);

    final HeldRecord first;

    /** Those of all its records: the event keeps the first one's headers, by which it is indexed or not. */
    final Marks marks;

    /** Where the first record's text ends, without the escaped newline if it had one and more has come. */
    int textEnd;

    /** Where the first record's text begins, behind its opening quote. */
    final int textAt;

    /** Where the closing quote of the first record's text stands. */
    final int quoteAt;

    /** Where the letter P stands that marks the first record as partial, or -1. */
    final int tagAt;

    /** The text of the further records. */
    final JsonBuffer more = new JsonBuffer(256);

    final CoveredIds covers;
    LineState state;

    /** Whether the last line goes on in the next record. */
    boolean open;

    /** Whether all records so far are pieces of one line. */
    boolean oneLine;

    int lines;

    /** Whether a limit, or the quota, kept further lines from being joined. */
    boolean truncated;

    /** When its last line came, by {@link Patience}. Not stored: who takes it over begins to wait. */
    Patience.Moment lastHeard = Patience.Moment.BEFORE;

    private final int storedFirst;

    PendingEvent(HeldRecord first, int textAt, int quoteAt, int tagAt, CoveredIds covers) {
        this.first = first;
        this.storedFirst = PendingEventFormat.sizeOfFirst(first);
        this.marks = first.marks();
        this.textAt = textAt;
        this.textEnd = quoteAt;
        this.quoteAt = quoteAt;
        this.tagAt = tagAt;
        this.covers = covers;
    }

    static PendingEvent begin(HeldRecord first, RoutedLine line, LineState state) {
        var text = line.written();
        var event = new PendingEvent(first, text.from(), text.to(), line.partialTagAt(), new CoveredIds(first.id()));
        event.state = state;
        event.oneLine = true;
        event.open = line.isPartial();
        event.lines = 1;
        return event;
    }

    /** Appends a record's text: to the last line, if that one is open, else as a line of its own. */
    void append(RoutedLine line, String id) {
        if (!open) {
            dropNewline();
            oneLine = false;
            more.append((byte) '\\').append((byte) 'n');
        }
        var text = line.written();
        more.append(text.bytes(), text.from(), text.to());
        open = line.isPartial();
        lines++;
        covers.add(id);
    }

    /** Lines keep their own newline only at the end of the event, so that between two of them there is one. */
    private void dropNewline() {
        if (more.length() > 0) {
            more.truncate(Newline.before(more.array(), 0, more.length()));
        } else {
            textEnd = Newline.before(first.value(), 0, textEnd);
        }
    }

    /** Bytes of text, as written in JSON. */
    int textBytes() {
        return quoteAt - textAt + more.length();
    }

    /** Whether it is one whole line, to which nothing can follow. Of pieces, only the last tells that they were JSON. */
    boolean isComplete() {
        boolean json = oneLine
                && lines > 1
                && textAt < textEnd
                && first.value()[textAt] == '{'
                && more.length() > 0
                && more.array()[Newline.before(more.array(), 0, more.length()) - 1] == '}';
        return !open && (state == LineState.COMPLETE || json);
    }

    /** What it takes in the store, at most. */
    int storedBytes() {
        return storedFirst + covers.lastId().length() + covers.length() + more.length();
    }

    /** About what the event takes in the heap and in the store. */
    int bytes() {
        return 2 * (first.bytes() + more.length()) + 300;
    }

    boolean isJoined() {
        return lines > 1;
    }

    /** The record with the whole text, or the first record as it was where it is alone. */
    byte[] value() {
        byte[] value = first.value();
        if (!isJoined()) {
            return value;
        }
        var joined = new JsonBuffer(value.length + more.length() + TRUNCATED.length);
        joined.append(value, 0, textEnd).append(more.array(), 0, more.length());
        joined.append(value, quoteAt, value.length);
        if (truncated) {
            joined.truncate(endOfMembers(joined)).append(TRUNCATED);
        }
        byte[] bytes = joined.toByteArray();
        if (tagAt >= 0 && !open) {
            // What was cut is whole again, and should not look cut to whoever comes next.
            bytes[tagAt < textAt ? tagAt : tagAt + textEnd - quoteAt + more.length()] = 'F';
        }
        return bytes;
    }

    private static int endOfMembers(JsonBuffer object) {
        int at = object.length() - 1;
        while (object.array()[at] != '}') {
            at--;
        }
        return at;
    }
}
