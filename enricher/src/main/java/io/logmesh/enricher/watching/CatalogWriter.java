package io.logmesh.enricher.watching;

import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;

/** Where entries of the catalog are written. Thread-safe. */
public interface CatalogWriter extends AutoCloseable {

    /** Writes it in the background. */
    void put(CatalogKey key, CatalogEntry entry);

    /** Writes in the background that there is no such entry any more. */
    void remove(CatalogKey key);

    /**
     * Has something to say only where it failed.
     *
     * @throws IllegalStateException where something could not be written
     */
    void check();

    @Override
    void close();
}
