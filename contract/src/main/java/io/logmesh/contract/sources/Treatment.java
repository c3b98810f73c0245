package io.logmesh.contract.sources;

/**
 * What the enricher makes of a source's records.
 *
 * @param multiline which lines are joined to one event
 * @param parsing in which formats the text may be
 * @param times which times of an event are believed
 * @param redaction what must not leave the enricher
 * @param shape which fields stay, under which names, and how large they may be
 */
public record Treatment(Multiline multiline, Parsing parsing, TimeWindow times, Redaction redaction, Shape shape) {

    /** Nothing said in {@code logmesh.yaml}: what suits any container. */
    public static final Treatment DEFAULT =
            new Treatment(Multiline.AUTO, Parsing.AUTO, TimeWindow.DEFAULT, Redaction.NONE, Shape.DEFAULT);
}
