package io.logmesh.cli.send;

import io.logmesh.cli.lines.ByteSource;
import io.logmesh.cli.lines.Line;
import io.logmesh.contract.json.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Reads the records of one input, line by line, or object by object where its JSON spans lines. */
final class InputRecords {

    private final InputFormat format;
    private final JsonBuffer buffer = new JsonBuffer(4096);
    private long lines;
    private long blank;

    InputRecords(InputFormat format) {
        this.format = format;
    }

    /** Passes the records of all lines on. Holds one line, or one object, at a time. */
    void read(InputStream content, Consumer<RawRecord> records) throws IOException {
        var in = new ByteSource(content);
        if (JsonDocuments.beginWith(in.peekLine())) {
            new JsonDocuments(in)
                    .read(
                            object -> take(new Line(object, false), records),
                            others -> readLines(new ByteSource(new ByteArrayInputStream(others)), records));
        }
        readLines(in, records);
    }

    /** How many lines, or objects that span lines, were read so far; blank lines included. */
    long lines() {
        return lines;
    }

    /** How many of {@link #lines()} were blank, and so became no record. */
    long blank() {
        return blank;
    }

    private void readLines(ByteSource in, Consumer<RawRecord> records) {
        try {
            for (var line = Line.read(in, buffer); line.isPresent(); line = Line.read(in, buffer)) {
                take(line.get(), records);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Line line, Consumer<RawRecord> records) {
        lines++;
        format.record(line).ifPresentOrElse(records, () -> blank++);
    }
}
