package io.logmesh.archiver.archive;

import java.util.concurrent.CompletionStage;

/** Gives an object that was collected as lines of JSON the form of its format, away from the loop's thread. */
public interface Conversion {

    /** The same object with the content to store. May be called again after a failure. */
    CompletionStage<ArchiveObject> convert(ArchiveObject lines);
}
