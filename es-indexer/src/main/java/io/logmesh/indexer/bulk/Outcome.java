package io.logmesh.indexer.bulk;

import java.util.Optional;

/** What a bulk request did to one of its documents. */
public sealed interface Outcome {

    /** It was written. */
    record Created() implements Outcome {}

    /** It was there already, with this id: an earlier attempt had written it. */
    record Existed() implements Outcome {}

    /**
     * Not now, for a reason that lies with the cluster and passes.
     *
     * @param overload whether the cluster asks for less load
     */
    record PutOff(String reason, boolean overload) implements Outcome {}

    /**
     * The cluster failed at it. That passes where the cluster was at fault, and never where the document was, which one
     * answer does not tell: see {@link Suspects}.
     */
    record Failed(Refused asRefusal) implements Outcome {}

    /**
     * Not as it is: a field of it does not fit the index.
     *
     * @param field the full name of that field, where the cluster named it
     */
    record Misfit(Refused asRefusal, Optional<String> field) implements Outcome {}

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
