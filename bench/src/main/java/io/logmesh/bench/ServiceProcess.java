package io.logmesh.bench;

import io.logmesh.local.Service;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Finds the process of a service that this process has started. */
final class ServiceProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private ServiceProcess() {}

    /** The JVM of a service of this mesh, once it is there; its command line names its module. */
    static ProcessHandle of(Service service) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            var found = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .filter(process -> process.info().commandLine().orElse("").contains(service.displayName()))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IllegalStateException(service.displayName() + " does not run");
    }
}
