package io.logmesh.cli.rules;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.scan.TopicScan;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rules by which a mesh routes, as its routers write them down in {@value Topics#RULES}. */
final class RulesInForce {

    private ConsumerRecord<byte[], byte[]> newest;

    private RulesInForce() {}

    /**
     * The rule set that was written down last; nothing where none was.
     *
     * @throws Refusal where this version of logmesh can't read it
     */
    static Optional<Sources> of(KafkaConnection kafka) {
        var topics = kafka.topics(List.of(Topics.RULES));
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        var found = new RulesInForce();
        try (var consumer = kafka.consumer()) {
            TopicScan.ofAll(consumer, kafka.partitions(topics)).forEach(found::add);
        }
        return Optional.ofNullable(found.newest).map(RulesInForce::read);
    }

    private void add(ConsumerRecord<byte[], byte[]> written) {
        boolean isWhole = written.key() != null && written.value() != null;
        if (isWhole && (newest == null || written.timestamp() >= newest.timestamp())) {
            newest = written;
        }
    }

    private static Sources read(ConsumerRecord<byte[], byte[]> written) {
        var name = "rules " + text(written.key());
        try {
            return Sources.parse(name, text(written.value()));
        } catch (InvalidSourcesException e) {
            throw new Refusal("the rules in force, as they stand in " + Topics.RULES
                    + ", can't be read by this version of logmesh; name their file with --sources: "
                    + e.problems().getFirst());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
