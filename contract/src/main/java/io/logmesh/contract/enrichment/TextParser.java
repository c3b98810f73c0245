package io.logmesh.contract.enrichment;

import io.logmesh.contract.formats.Candidate;
import io.logmesh.contract.formats.Findings;
import io.logmesh.contract.formats.FormatMemory;
import io.logmesh.contract.formats.Formats;
import io.logmesh.contract.formats.LineHead;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.contract.sources.Parsing;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes a record's text apart, by the first format that it fits, or else by its head of time and level. What has a meaning
 * to the mesh is lifted out; the other keys and values become fields.
 */
final class TextParser {

    private static final List<TextField> LEVELS = TextField.of(TextField.Kind.LEVEL);
    private static final List<TextField> TIMES = TextField.of(TextField.Kind.TIME);
    private static final List<TextField> MESSAGES = TextField.of(TextField.Kind.MESSAGE);

    /** The field that keeps a time which the event gave and which can't be true. */
    private static final byte[] ABSURD_TIME = "absurd_time".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner = new JsonScanner();
    private final Members<TextField> members = new Members<>(TextField.class, TextField::text);
    private final TraceContext<TextField> traces = new TraceContext<>(
            TextField.of(TextField.Kind.TRACE_ID),
            TextField.of(TextField.Kind.SPAN_ID),
            TextField.TRACEPARENT,
            TextField.DATADOG);
    private final TimeReader timeReader = new TimeReader();
    private final LineHead head = new LineHead();
    private final Formats formats = new Formats();
    private final FormatMemory memory = new FormatMemory();
    private final Findings findings = new Findings();
    private final PlainText message = new PlainText();
    private final JsonBuffer absurdTime = new JsonBuffer(32);
    private final IsoTime isoTime = new IsoTime();

    /** @param container whose line it is, as a hash; formats are learned for each */
    void parse(Slice text, Parsing parsing, long container, Event event, Fields fields) {
        event.message = text;
        boolean learns = parsing.automatic() && container != Origin.UNKNOWN;
        var format = learns ? learned(text, container, event) : fitting(text, formats.of(parsing), event);
        if (format == null) {
            readHead(text, event);
            event.unparsed = !parsing.parsers().isEmpty();
        } else {
            event.format = format.name();
            event.message = findings.message() == null ? text : findings.message();
            lift(event, fields);
            event.offerTime(findings.time());
            noteUnreadable(findings.isTimeUnreadable(), event);
            event.offerLevel(findings.level());
        }
        keepAbsurdTime(event, fields);
    }

    private Candidate learned(Slice text, long container, Event event) {
        var format = fitting(text, memory.order(container, formats.of(Parsing.AUTO)), event);
        if (format != null) {
            memory.fits(container, format);
        }
        return format;
    }

    private Candidate fitting(Slice text, List<Candidate> candidates, Event event) {
        for (var candidate : candidates) {
            boolean fits = candidate.format().read(text, event.ingestTs(), findings.clear());
            if (fits && readObject(findings.object())) {
                return candidate;
            }
        }
        return null;
    }

    private void readHead(Slice line, Event event) {
        head.read(line);
        event.message = line.startingAt(head.messageStart());
        event.offerTime(head.time());
        event.offerLevel(head.level());
        noteUnreadable(head.isTimeUnreadable(), event);
    }

    private static void noteUnreadable(boolean isUnreadable, Event event) {
        if (isUnreadable) {
            event.oddities.add(Oddity.UNREADABLE_TIME);
        }
    }

    private boolean readObject(Slice json) {
        try {
            if (!scanner.reset(json.bytes(), json.from(), json.to()).beginObject()) {
                return false;
            }
            members.read(scanner, json.bytes());
            return scanner.atEnd();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    private void lift(Event event, Fields fields) {
        liftLevel(event);
        liftTime(event);
        liftMessage(event);
        traces.offer(members, true, event);
        for (int place = 0; place < members.places(); place++) {
            if (members.isThere(place)) {
                fields.add(members.name(place), members.value(place));
            }
        }
    }

    private void liftLevel(Event event) {
        for (var field : LEVELS) {
            if (members.has(field) && event.offerLevel(Level.ofJson(members.value(field)))) {
                members.remove(field);
                return;
            }
        }
    }

    private void liftTime(Event event) {
        for (var field : TIMES) {
            long time = members.has(field) ? timeReader.ofJson(members.value(field)) : TimeReader.NONE;
            if (event.offerTime(time)) {
                members.remove(field);
                return;
            } else if (members.has(field) && time == TimeReader.NONE) {
                event.oddities.add(Oddity.UNREADABLE_TIME);
            }
        }
    }

    private void liftMessage(Event event) {
        for (var field : MESSAGES) {
            if (members.has(field) && members.value(field).isString()) {
                event.message = message.of(members.value(field));
                if (message.hadColours()) {
                    event.oddities.add(Oddity.COLOURS);
                }
                members.remove(field);
                return;
            }
        }
    }

    private void keepAbsurdTime(Event event, Fields fields) {
        if (event.absurdTime() != TimeReader.NONE) {
            event.oddities.add(Oddity.ABSURD_TIME);
            isoTime.write(absurdTime.clear(), event.absurdTime());
            fields.add(
                    new Slice(ABSURD_TIME, 0, ABSURD_TIME.length),
                    new Slice(absurdTime.array(), 0, absurdTime.length()));
        }
    }
}
