package io.logmesh.indexer.bulk;

import java.util.Optional;

/** Makes documents fit their index. */
@FunctionalInterface
public interface Repairs<D> {

    /** The document with what does not fit moved aside; nothing where that was tried before, or can't be done. */
    Optional<D> repaired(D document, Outcome.Misfit misfit);
}
