package io.logmesh.contract.sources;

import java.util.List;
import java.util.stream.Stream;

/** Reads those keys of a source that tell the enricher what to do. */
final class TreatmentReader {

    private static final List<String> OF_SOURCE = List.of("multiline", "parse", "time", "redact", "shape");

    private final MultilineReader multiline;
    private final ParsingReader parsing;
    private final TimeWindowReader times;
    private final RedactionReader redaction;
    private final ShapeReader shape;

    TreatmentReader(Problems problems) {
        multiline = new MultilineReader(problems);
        parsing = new ParsingReader(problems);
        times = new TimeWindowReader(problems);
        redaction = new RedactionReader(problems);
        shape = new ShapeReader(problems);
    }

    /** The keys of a source: {@code others}, and those that are read here. */
    static List<String> withKeys(String... others) {
        return Stream.concat(Stream.of(others), OF_SOURCE.stream()).toList();
    }

    Treatment of(Members source, String name) {
        return new Treatment(
                source.value("multiline").map(node -> multiline.of(node, name)).orElse(Multiline.AUTO),
                source.value("parse").map(node -> parsing.of(node, name)).orElse(Parsing.AUTO),
                source.value("time").map(node -> times.of(node, name)).orElse(TimeWindow.DEFAULT),
                source.value("redact").map(node -> redaction.of(node, name)).orElse(Redaction.NONE),
                source.value("shape").map(node -> shape.of(node, name)).orElse(Shape.DEFAULT));
    }
}
