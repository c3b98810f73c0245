package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Balance;
import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.cli.audit.balance.Ledger;
import io.logmesh.cli.audit.balance.RawSpan;
import io.logmesh.cli.connection.Archive;
import io.logmesh.cli.connection.Indices;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Units;
import io.logmesh.cli.scan.TopicScan;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One audit: waits for the mesh, reads all four places into a ledger, and compares. */
final class Audit {

    private final KafkaConnection kafka;
    private final Archive archive;
    private final Indices indices;
    private final RulesHistory rules;
    private final ProgressLine progress;
    private long messages;
    private long facts;
    private long anonymousDeaths;

    Audit(KafkaConnection kafka, Archive archive, Indices indices, Sources today, ProgressLine progress) {
        this.kafka = kafka;
        this.archive = archive;
        this.indices = indices;
        rules = new RulesHistory(today);
        this.progress = progress;
    }

    /**
     * Reads what stands in the raw topics now, and what the mesh has made of it after at most {@code timeout}.
     *
     * @param joining how long an event may wait for its next line
     */
    Report run(Collection<TopicPartition> raw, Duration joining, Duration timeout) throws IOException {
        try (var consumer = kafka.consumer()) {
            var scan = TopicScan.ofAll(consumer, raw);
            boolean caughtUp = new CatchUp(kafka, consumer, progress, joining, timeout).await(scan.end());
            try (var ledger = TemporaryLedger.open(scan.size())) {
                readRules(consumer); // now, since what is routed meanwhile may be by rules that are new
                readRaw(scan, ledger);
                readParked(consumer, ledger);
                readDeadLetters(consumer, ledger);
                var unreadable = readArchive(ledger);
                readIndices(ledger);
                var balance = new Balance(span(scan));
                ledger.forEachBucket(balance::addBucket);
                progress.clear();
                long deleted = scan.first().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                return new Report(caughtUp, messages, deleted, anonymousDeaths, unreadable, rules.notes(), balance);
            }
        }
    }

    private void readRules(Consumer<byte[], byte[]> consumer) {
        var topics = kafka.topics(List.of(Topics.RULES));
        if (!topics.isEmpty()) {
            TopicScan.ofAll(consumer, kafka.partitions(topics)).forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> written) {
        if (written.key() != null && written.value() != null) {
            rules.add(text(written.key()), text(written.value()), written.timestamp());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void readRaw(TopicScan scan, Ledger ledger) {
        long size = scan.size();
        var rawFacts = new RawFacts(rules);
        scan.forEach(record -> {
            messages++;
            progress.show(() -> "reading the raw topics: " + Units.count(messages) + " of " + Units.count(size));
            rawFacts.of(record, ledger::add);
        });
    }

    private void readParked(Consumer<byte[], byte[]> consumer, Ledger ledger) {
        var topics = kafka.topics(Topics.PARKED);
        if (topics.isEmpty()) {
            return;
        }
        TopicScan.ofAll(consumer, kafka.partitions(topics)).forEach(record -> {
            var id = RecordHeaders.text(record.headers(), HeaderNames.ID);
            var source = RecordHeaders.text(record.headers(), HeaderNames.SOURCE);
            if (id != null && source != null) {
                ledger.add(Fact.of(Fact.Kind.PARKED, id, source));
            }
        });
    }

    private void readDeadLetters(Consumer<byte[], byte[]> consumer, Ledger ledger) {
        var topics = kafka.topics(Topics.DEAD);
        if (topics.isEmpty()) {
            return;
        }
        TopicScan.ofAll(consumer, kafka.partitions(topics)).forEach(letter -> {
            var facts = DeadLetterReader.facts(letter);
            facts.forEach(ledger::add);
            anonymousDeaths += facts.isEmpty() ? 1 : 0;
        });
    }

    private List<String> readArchive(Ledger ledger) {
        facts = 0;
        var reader = new ArchiveReader(archive, fact -> add(ledger, fact, "archive"));
        reader.read();
        return reader.unreadable();
    }

    private void readIndices(Ledger ledger) {
        facts = 0;
        indices.refresh();
        indices.forEach((source, id, covers) -> {
            var fact = Fact.of(Fact.Kind.INDEXED, id, source);
            add(ledger, fact, "indices");
            fact.ofCovered(covers).forEach(covered -> add(ledger, covered, "indices"));
        });
    }

    private void add(Ledger ledger, Fact fact, String place) {
        facts++;
        progress.show(() -> "reading the " + place + ": " + Units.count(facts) + " records");
        ledger.add(fact);
    }

    private static RawSpan span(TopicScan scan) {
        var span = new RawSpan();
        scan.first()
                .forEach((partition, first) -> span.add(
                        partition.topic(),
                        partition.partition(),
                        first,
                        scan.end().get(partition)));
        return span;
    }
}
