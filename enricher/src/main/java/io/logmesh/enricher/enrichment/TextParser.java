package io.logmesh.enricher.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes a record's text apart: a JSON object, or a prefix of time and level and behind it logfmt or a sentence. What has
 * a meaning to the mesh is lifted out; the other keys and values become fields.
 */
final class TextParser {

    private static final List<TextField> LEVELS = TextField.of(TextField.Kind.LEVEL);
    private static final List<TextField> TIMES = TextField.of(TextField.Kind.TIME);
    private static final List<TextField> MESSAGES = TextField.of(TextField.Kind.MESSAGE);
    private static final List<TextField> TRACE_IDS = TextField.of(TextField.Kind.TRACE_ID);
    private static final List<TextField> SPAN_IDS = TextField.of(TextField.Kind.SPAN_ID);

    /** The field that keeps a time which the event gave and which can't be true. */
    private static final byte[] ABSURD_TIME = "absurd_time".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner = new JsonScanner();
    private final Members<TextField> members = new Members<>(TextField.class, TextField::text);
    private final TimeReader timeReader = new TimeReader();
    private final LineHead head = new LineHead();
    private final JsonBuffer pairs = new JsonBuffer(1024);
    private final Logfmt logfmt = new Logfmt(pairs);
    private final JsonBuffer message = new JsonBuffer(1024);
    private final JsonBuffer absurdTime = new JsonBuffer(32);
    private final IsoTime isoTime = new IsoTime();

    void parse(Slice text, Event event, Fields fields) {
        event.message = text;
        if (readObject(text)) {
            event.format = TextFormat.JSON;
            lift(event, fields);
        } else {
            parseLine(text, event, fields);
        }
        keepAbsurdTime(event, fields);
    }

    private void parseLine(Slice line, Event event, Fields fields) {
        head.read(line, event.ingestTs());
        event.message = line.startingAt(head.messageStart());
        if (logfmt.read(event.message) && readObject(new Slice(pairs.array(), 0, pairs.length()))) {
            event.format = TextFormat.LOGFMT;
            lift(event, fields);
        }
        event.offerTime(head.time());
        event.offerLevel(head.level());
    }

    private boolean readObject(Slice json) {
        if (json.isEmpty() || json.bytes()[json.to() - 1] != '}') {
            return false;
        }
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
        liftTrace(event);
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
            if (members.has(field) && event.offerTime(timeReader.ofJson(members.value(field)))) {
                members.remove(field);
                return;
            }
        }
    }

    private void liftMessage(Event event) {
        for (var field : MESSAGES) {
            if (members.has(field) && members.value(field).isString()) {
                event.message = PlainText.of(members.value(field), message);
                members.remove(field);
                return;
            }
        }
    }

    private void liftTrace(Event event) {
        for (var field : TRACE_IDS) {
            if (members.has(field) && event.offerTraceId(TraceIds.ofJson(members.value(field)))) {
                members.remove(field);
                break;
            }
        }
        for (var field : SPAN_IDS) {
            if (members.has(field) && event.offerSpanId(TraceIds.ofJson(members.value(field)))) {
                members.remove(field);
                break;
            }
        }
        if (members.has(TextField.TRACEPARENT)) {
            event.offerTraceId(TraceIds.traceOfParent(members.value(TextField.TRACEPARENT)));
            event.offerSpanId(TraceIds.spanOfParent(members.value(TextField.TRACEPARENT)));
        }
    }

    private void keepAbsurdTime(Event event, Fields fields) {
        if (event.absurdTime() != TimeReader.NONE) {
            isoTime.write(absurdTime.clear(), event.absurdTime());
            fields.add(
                    new Slice(ABSURD_TIME, 0, ABSURD_TIME.length),
                    new Slice(absurdTime.array(), 0, absurdTime.length()));
        }
    }
}
