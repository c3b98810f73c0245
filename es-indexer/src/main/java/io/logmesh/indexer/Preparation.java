package io.logmesh.indexer;

import io.logmesh.contract.Topics;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.elastic.Bootstrap;
import io.logmesh.indexer.elastic.Kibana;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** What must be there before the first document: the topic of the dead letters, and what indices are made from. */
@ApplicationScoped
public class Preparation {

    private static final Duration TRY_EVERY = Duration.ofSeconds(2);
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** Every ten minutes. */
    private static final int LOOKS_PER_EXPIRY = 60;

    /**
     * A node takes several times a bulk's size to carry it out, and its circuit breaker ends what does not fit: a bulk of this
     * part of its heap is no danger to it.
     */
    private static final long HEAP_PER_BULK = 100;

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final Servers servers;
    private final KafkaDeadLetters deadLetters;
    private final KafkaSettings kafka;
    private final Bootstrap bootstrap;
    private final Kibana kibana;
    private final Backlog<Indexable> backlog;
    private final Placements placements;
    private final Pause pause;
    private final Clock clock;

    @Inject
    Preparation(
            Servers servers,
            KafkaDeadLetters deadLetters,
            KafkaSettings kafka,
            Bootstrap bootstrap,
            Kibana kibana,
            Backlog<Indexable> backlog,
            Placements placements,
            Pause pause) {
        this(servers, deadLetters, kafka, bootstrap, kibana, backlog, placements, pause, Clock.systemUTC());
    }

    Preparation(
            Servers servers,
            KafkaDeadLetters deadLetters,
            KafkaSettings kafka,
            Bootstrap bootstrap,
            Kibana kibana,
            Backlog<Indexable> backlog,
            Placements placements,
            Pause pause,
            Clock clock) {
        this.servers = servers;
        this.deadLetters = deadLetters;
        this.kafka = kafka;
        this.bootstrap = bootstrap;
        this.kibana = kibana;
        this.backlog = backlog;
        this.placements = placements;
        this.pause = pause;
        this.clock = clock;
    }

    /** Returns when both are there, for which it waits as long as it takes. */
    void prepare() throws InterruptedException {
        while (!report(servers.kafka(), makeTopic())) {
            pause.last(TRY_EVERY);
        }
        while (!report(servers.elasticsearch(), bootstrap.install())) {
            pause.last(TRY_EVERY);
        }
        backlog.limitBulks(bootstrap.heap() / HEAP_PER_BULK);
    }

    /**
     * Puts templates back where they get lost, and so notices an outage while there is nothing to index; deletes indices
     * whose time is over, and tells Kibana of them.
     */
    void keep() throws InterruptedException {
        var noticed = Optional.<String>empty();
        boolean isShown = false;
        for (int look = 0; true; look++) {
            if (look % LOOKS_PER_EXPIRY == 0) {
                bootstrap.expire().ifPresent(problem -> LOG.infof("Old indices not deleted this time: %s", problem));
            }
            isShown = isShown || show(look);
            pause.last(LOOK_EVERY);
            var problem = bootstrap.ensure();
            prepareTomorrow();
            problem.ifPresent(servers.elasticsearch()::fails);
            if (problem.isEmpty()) {
                noticed.ifPresent(servers.elasticsearch()::mended);
            }
            noticed = problem;
        }
    }

    /** Shortly before midnight (UTC), so that the sizes are nearly those of the whole day. */
    private void prepareTomorrow() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var soon = now.plus(AHEAD).toLocalDate();
        if (soon.isAfter(now.toLocalDate()) && bootstrap.plan().hasAuto()) {
            placements.prepare(soon);
        }
    }

    /** Kibana may start later than we do, so that it is worth a line from time to time only. */
    private boolean show(int look) throws InterruptedException {
        var problem = kibana.install();
        if (look % LOOKS_PER_EXPIRY == 0) {
            problem.ifPresent(what -> LOG.infof("Kibana has no data view yet: %s", what));
        }
        return problem.isEmpty();
    }

    private static boolean report(ServerState server, Optional<String> problem) {
        problem.ifPresentOrElse(server::fails, server::works);
        return problem.isEmpty();
    }

    private Optional<String> makeTopic() throws InterruptedException {
        try {
            deadLetters.makeTopic();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(problem(e.getCause()));
        } catch (KafkaException e) {
            return Optional.of(problem(e));
        }
    }

    private String problem(Throwable cause) {
        return cause instanceof RetriableException
                ? "Kafka at " + kafka.servers() + " can't be reached (" + cause.getMessage()
                        + "); check kafka.bootstrap.servers"
                : "Kafka does not let us make the topic " + Topics.dead("es-indexer") + ": " + cause.getMessage();
    }
}
