package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.routing.Routing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the rules of its time make of a raw message: the router's own decision, taken once more. Not thread-safe. */
final class RawFacts {

    private final RulesHistory rules;
    private final Map<String, Routing> routings = new HashMap<>();

    RawFacts(RulesHistory rules) {
        this.rules = rules;
    }

    /**
     * Passes a fact for each record that the message holds, and for each copy of it; where the rules that may have routed
     * it do not agree, those of each rule set, marked with its hash.
     */
    void of(ConsumerRecord<byte[], byte[]> message, Consumer<Fact> facts) {
        var raw = new RawRecord(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.value(),
                () -> RecordHeaders.texts(message.headers()));
        var bySet = new LinkedHashMap<String, List<Fact>>();
        for (var set : rules.of(message.timestamp())) {
            var ofSet = new ArrayList<Fact>();
            routings.computeIfAbsent(set.hash(), _ -> new Routing(set.sources()))
                    .route(raw, outcome -> ofSet.add(fact(outcome)));
            bySet.put(set.hash(), ofSet);
        }
        if (Set.copyOf(bySet.values()).size() == 1) {
            bySet.firstEntry().getValue().forEach(facts);
        } else {
            bySet.forEach((hash, ofSet) -> ofSet.forEach(fact -> facts.accept(fact.by(hash))));
        }
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
