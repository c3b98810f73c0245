package io.logmesh.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Does several things at the same time, each on a thread of its own. */
final class Together {

    private Together() {}

    /**
     * Returns when all are done. Where one fails, the others are interrupted.
     *
     * @throws MeshException what the first to fail threw, or with that as its cause
     */
    static void run(List<? extends Callable<Void>> steps) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<Void>(threads);
            steps.forEach(done::submit);
            try {
                for (var _ : steps) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof MeshException m
                        ? m
                        : new MeshException(e.getCause().toString(), e);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
