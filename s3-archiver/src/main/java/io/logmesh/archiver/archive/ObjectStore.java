package io.logmesh.archiver.archive;

import java.util.concurrent.CompletionStage;

/** Where objects go. */
public interface ObjectStore {

    /** How an upload ended that did not fail. */
    enum Outcome {
        WRITTEN,
        /** An object of that name, which means one of that content, was there already. */
        EXISTED
    }

    /** Writes the object, unless one of its name is there. A failure says nothing about whether it was written. */
    CompletionStage<Outcome> put(ArchiveObject object);
}
