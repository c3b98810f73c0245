package io.logmesh.archiver.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for the same thing to come true. */
final class Waiting {

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    CompletableFuture<Void> join() {
        var one = new CompletableFuture<Void>();
        waiting.add(one);
        return one;
    }

    /** It has come true for all who wait now. */
    void release() {
        var all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(null));
    }
}
