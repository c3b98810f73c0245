package io.logmesh.indexer;

import io.logmesh.contract.sources.LiveSources;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The life of the service: the servers are prepared, however long they take to appear; then the workers deliver, and what
 * they settled is committed every second. When it stops, requests under way get a little time, what they achieve is
 * committed, and the rest is left to whoever reads it next.
 */
@ApplicationScoped
public class Indexer {

    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final int FIRST = 1;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Preparation preparation;
    private final Workers workers;
    private final Intake intake;
    private final Polling polling;
    private final Stopping stopping;

    Indexer(Preparation preparation, Workers workers, Intake intake, Polling polling, Stopping stopping) {
        this.preparation = preparation;
        this.workers = workers;
        this.intake = intake;
        this.polling = polling;
        this.stopping = stopping;
    }

    /** Refuses wrong settings before the consumer joins its group and takes partitions that it could do nothing with. */
    void check(@Observes @Priority(FIRST) StartupEvent event, Settings settings, LiveSources rules) {
        LOG.infof(
                "Indexing %d sources into %s",
                rules.get().sources().all().size(), settings.elastic().hosts());
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("preparation").start(this::prepare);
        intake.start();
        polling.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.begin();
        workers.stop(STOP_WITHIN);
        polling.stop();
    }

    private void prepare() {
        try {
            preparation.prepare();
            workers.start();
            preparation.keep();
        } catch (InterruptedException _) {
            // the service stops
        }
    }
}
