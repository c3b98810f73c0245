package io.logmesh.indexer;

import io.logmesh.contract.Topics;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.elastic.IndexTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** What must be there before the first document: the topic of the dead letters and the index template. */
@ApplicationScoped
public class Preparation {

    private static final Duration TRY_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Servers servers;
    private final KafkaDeadLetters deadLetters;
    private final KafkaSettings kafka;
    private final IndexTemplate template;
    private final Pause pause;

    Preparation(
            Servers servers, KafkaDeadLetters deadLetters, KafkaSettings kafka, IndexTemplate template, Pause pause) {
        this.servers = servers;
        this.deadLetters = deadLetters;
        this.kafka = kafka;
        this.template = template;
        this.pause = pause;
    }

    /** Returns when both are there, for which it waits as long as it takes. */
    void prepare() throws InterruptedException {
        while (!report(servers.kafka(), makeTopic())) {
            pause.last(TRY_EVERY);
        }
        while (!report(servers.elasticsearch(), template.install())) {
            pause.last(TRY_EVERY);
        }
    }

    /** Puts the template back where it gets lost, and so notices an outage while there is nothing to index. */
    void keep() throws InterruptedException {
        var noticed = Optional.<String>empty();
        while (true) {
            pause.last(LOOK_EVERY);
            var problem = template.ensure();
            problem.ifPresent(servers.elasticsearch()::fails);
            if (problem.isEmpty()) {
                noticed.ifPresent(servers.elasticsearch()::mended);
            }
            noticed = problem;
        }
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
