package io.logmesh.archiver.archive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tries again until it works, or until nobody wants it any more. */
final class Persistence {

    private final Loop loop;
    private final Backoff backoff;

    Persistence(Loop loop, Backoff backoff) {
        this.loop = loop;
        this.backoff = backoff;
    }

    /**
     * What {@code attempt} gives when it first succeeds, on the loop's thread. {@code goOn} hears of each failure and says
     * whether to try again; where it doesn't, the result never completes: whoever asked has gone.
     */
    <T> CompletableFuture<T> until(Supplier<CompletionStage<T>> attempt, Predicate<Throwable> goOn) {
        var success = new CompletableFuture<T>();
        attempt(attempt, goOn, 1, success);
        return success;
    }

    private <T> void attempt(
            Supplier<CompletionStage<T>> attempt, Predicate<Throwable> goOn, int number, CompletableFuture<T> success) {
        begin(attempt)
                .whenComplete((result, failure) -> loop.execute(() -> {
                    if (failure == null) {
                        success.complete(result);
                    } else if (goOn.test(cause(failure))) {
                        loop.later(backoff.delay(number), () -> attempt(attempt, goOn, number + 1, success));
                    }
                }));
    }

    /** An attempt that throws has failed like one that says so later. */
    private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> attempt) {
        return CompletableFuture.<Void>completedFuture(null).thenCompose(_ -> attempt.get());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
