package io.logmesh.archiver.archive;

import java.util.concurrent.CompletionStage;

/** Where objects go. */
public interface ObjectStore {

    /** How an upload ended that did not fail. */
    enum Outcome {
        WRITTEN,
        /** An object of that name and of the same records was there already. */
        EXISTED,
        /** An object of that name and of other records is there, and was left as it is. */
        TAKEN
    }

    /** Writes the object, unless one of its name is there. A failure says nothing about whether it was written. */
    CompletionStage<Outcome> put(ArchiveObject object);
}
