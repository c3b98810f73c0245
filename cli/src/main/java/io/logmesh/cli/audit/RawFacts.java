package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import io.logmesh.contract.sources.Sources;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the rules make of raw messages: the router's own decision, taken once more. Not thread-safe. */
final class RawFacts {

    private final Routing routing;

    RawFacts(Sources sources) {
        routing = new Routing(sources);
    }

    /** Passes a fact for each record that the message holds, and for each copy of it. */
    void of(ConsumerRecord<byte[], byte[]> message, Consumer<Fact> facts) {
        var raw = new RawRecord(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.value(),
                () -> RecordHeaders.texts(message.headers()));
        routing.route(raw, outcome -> facts.accept(fact(outcome)));
    }

    private static Fact fact(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Routed routed ->
                Fact.of(Fact.Kind.EXPECTED, routed.id(), routed.source().name());
            case Outcome.Dropped dropped ->
                Fact.of(Fact.Kind.DROPPED, dropped.id(), dropped.rule().name());
        };
    }
}
