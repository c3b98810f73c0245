package io.logmesh.cli.send;

import io.logmesh.cli.collect.Container;
import io.logmesh.cli.collect.CriLine;
import io.logmesh.cli.collect.FluentdJson;
import io.logmesh.cli.lines.Line;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells what a line is, and makes of it what the collector would send that wrote it. JSON of Fluentd, Fluent Bit, Vector,
 * Docker and OpenTelemetry, and plain text, stay as they are: the router understands them all. CRI lines get Fluentd's
 * shape, and a Fluent Bit event gives its time to its record. Not thread-safe.
 */
final class InputFormat {

    private static final int CRI_OVERHEAD = 2_000;

    private final Optional<Container> container;
    private final Clock clock;
    private final FluentBitEvent fluentBitEvent = new FluentBitEvent();
    private final FluentdJson fluentd = new FluentdJson();

    /** {@code container} is the one whose log is read, where that is known. */
    InputFormat(Optional<Container> container, Clock clock) {
        this.container = container;
        this.clock = clock;
    }

    /** The record of one line; none where it is blank. */
    Optional<RawRecord> record(Line line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        return fluentBit(line).or(() -> cri(line)).or(() -> Optional.of(RawRecord.of(line.bytes(), line.cut())));
    }

    private Optional<RawRecord> fluentBit(Line line) {
        if (line.cut() || line.bytes()[0] != '[') {
            return Optional.empty();
        }
        try {
            return fluentBitEvent.record(line.bytes()).map(record -> RawRecord.of(record, false));
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    private Optional<RawRecord> cri(Line line) {
        if (line.bytes()[0] < '0' || line.bytes()[0] > '9') {
            return Optional.empty(); // every CRI line begins with a year: spares the decoding of other text
        }
        var beginning = RawRecord.fit(line.bytes(), RawRecord.MAX - CRI_OVERHEAD);
        boolean truncated = line.cut() || beginning.length < line.bytes().length;
        return CriLine.parse(new String(beginning, StandardCharsets.UTF_8)).map(parsed -> {
            var json = container
                    .map(known -> fluentd.of(parsed, known, clock.instant()))
                    .orElseGet(() -> fluentd.of(parsed, clock.instant()));
            return truncated ? RawRecord.marked(json) : RawRecord.of(json, false);
        });
    }
}
