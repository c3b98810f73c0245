package io.logmesh.archiver.archive;

import java.util.concurrent.CompletionStage;

/** A record that can't be archived, and the way to its dead-letter topic. */
public interface Refused {

    /** Why, as a short stable class such as {@code no_source}. */
    String reason();

    /** The bytes of heap it holds while it waits. */
    long held();

    /** Writes it to the dead letters; done once the topic has it. May be called again after a failure. */
    CompletionStage<Void> write();
}
