package io.logmesh.indexer.bulk;

import java.util.List;

/** Where the documents go that no attempt will ever bring into the index. */
@FunctionalInterface
public interface DeadLetters<D> {

    /** A document and the reason why it is here. */
    record Letter<D>(D document, Outcome.Refused refused) {}

    /** Stores the letters, and returns only when they are safe, however long that takes. */
    void store(List<Letter<D>> letters) throws InterruptedException;
}
