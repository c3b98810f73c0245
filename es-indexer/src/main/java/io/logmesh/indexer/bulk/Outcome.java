package io.logmesh.indexer.bulk;

/** What a bulk request did to one of its documents. */
public sealed interface Outcome {

    /** It was written. */
    record Created() implements Outcome {}

    /** It was there already, with this id: an earlier attempt had written it. */
    record Existed() implements Outcome {}

    /** Not now, for a reason that lies with the cluster and passes. */
    record PutOff(String reason) implements Outcome {}

    /**
     * Never, for a reason that lies with the document.
     *
     * @param error a short stable class, such as {@code document_parsing_exception}
     * @param message what is wrong with it; never the document's content
     */
    record Refused(String error, String message) implements Outcome {}

    Outcome CREATED = new Created();
    Outcome EXISTED = new Existed();
}
