package io.logmesh.indexer.bulk;

import java.util.List;

/** Where documents are created. Several threads may use it at once. */
@FunctionalInterface
public interface BulkEndpoint {

    /**
     * Creates the documents, in one request, and waits for the answer. Creating one twice is safe, because of its id.
     *
     * @throws InterruptedException where the thread was interrupted; some documents may have been created
     */
    Answer create(List<? extends Document> documents) throws InterruptedException;
}
