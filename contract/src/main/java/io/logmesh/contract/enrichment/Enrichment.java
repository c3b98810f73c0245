package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Treatment;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Makes a record worth searching out of a collector's: finds its level, time, message, trace and fields, and adds them
 * to the collector's members, which stay as they are. It scans the record's bytes once and splices, without building
 * trees. Takes any bytes and never throws. Not thread-safe; reuse one for each thread.
 */
public final class Enrichment {

    /** What the mesh adds may make a record no larger than this: fields are left out, then the message is cut. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final Slice MESSAGE = ascii(RecordFields.MESSAGE);
    private static final Slice LOG = ascii(RecordFields.LOG);

    private final RoutedLine line = new RoutedLine();
    private final Event event = new Event();
    private final Shaper shaper = new Shaper();
    private final Fields fields = new Fields(shaper);
    private final OwnMembers members = new OwnMembers();
    private final TextParser parser = new TextParser();
    private final Whereabouts whereabouts = new Whereabouts();
    private final RecordWriter writer = new RecordWriter();

    /** Reads {@code value}, a routed record. What it says of it is good until the next one is read. */
    public RoutedLine read(byte[] value) {
        line.read(value);
        return line;
    }

    /** Takes the secrets out of what was read last, and returns what is left of it. */
    public byte[] redact(Redactor redactor, Redaction rules) {
        byte[] redacted = redactor.redact(line.value(), rules);
        if (redactor.hasFound()) {
            line.read(redacted);
        }
        return redacted;
    }

    /** As {@link #enrich(Origin, Treatment, Owners)}, where there is no catalog. */
    public Enriched enrich(Origin origin, Treatment treatment) {
        return enrich(origin, treatment, Owners.NONE);
    }

    /** Enriches what was read last, once. */
    public Enriched enrich(Origin origin, Treatment treatment, Owners owners) {
        event.reset(origin.ingestTs(), treatment.times());
        event.owner = whereabouts.owner(line.record().members(), owners);
        shaper.begin(treatment.shape());
        fields.clear();
        var kept = readText(origin, treatment);
        var log = kept == null ? null : shaper.member(LOG, kept, true);
        members.read(line, shaper, fields);
        fields.finish();
        event.truncated |= shaper.hasLost();
        line.note(event.oddities);
        byte[] enriched = writer.write(origin, event, members, log, fields, MAX_BYTES);
        return new Enriched(
                enriched,
                writer.marksAt(),
                event.time(),
                event.level(),
                event.format,
                event.unparsed,
                shaper.shaped(),
                event.levelFrom(),
                event.timeFrom(),
                event.traceFrom(),
                event.oddities(),
                event.owner.match());
    }

    /** Fills event and fields. Returns the line as it was written, if no member of the record keeps it, else null. */
    private Slice readText(Origin origin, Treatment treatment) {
        var record = line.record();
        long collected = record.time(event);
        var textField = line.textField();
        var written = textField == null ? null : record.members().value(textField);
        var plain = textField == null ? null : line.text();
        record.settleNames(origin, event, fields);
        if (plain == null) {
            event.offerTime(collected);
            return null;
        }
        event.place = FoundIn.TEXT;
        parser.parse(plain, treatment.parsing(), origin.container(), event, fields);
        event.place = FoundIn.COLLECTOR;
        event.offerTime(collected);
        return textField == CollectorField.MESSAGE && !event.message.sameAs(plain) ? keepLine(written) : null;
    }

    /** A message that lost its prefix must not lose it for good: the line goes where Fluentd's users look for it. */
    private Slice keepLine(Slice written) {
        if (line.record().members().has(CollectorField.LOG)) {
            fields.keep(MESSAGE, written);
            return null;
        }
        return written;
    }

    private static Slice ascii(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return new Slice(bytes, 0, bytes.length);
    }
}
