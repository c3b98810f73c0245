package io.logmesh.cli.catalog;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.scan.TopicScan;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.sources.TopicSettings;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The catalog, as it stands in {@code logs.catalog}. */
record CatalogTopic(KafkaConnection kafka) {

    /**
     * What it says.
     *
     * @param entries by their keys, as text
     * @param refused messages that no enricher takes
     */
    record Content(SortedMap<String, CatalogEntry> entries, long refused) {}

    /** All of it; nothing where there is no such topic. */
    Content read() {
        var entries = new TreeMap<String, CatalogEntry>();
        var refused = new long[1];
        if (!isThere()) {
            return new Content(entries, 0);
        }
        try (var consumer = kafka.consumer()) {
            TopicScan.ofAll(consumer, kafka.partitions(List.of(Topics.CATALOG))).forEach(message -> {
                try {
                    var key = CatalogKey.read(message.key()).toString();
                    entries.remove(key);
                    if (message.value() != null) {
                        entries.put(key, CatalogEntry.read(message.value()));
                    }
                } catch (InvalidEntryException _) {
                    refused[0]++;
                }
            });
        }
        return new Content(entries, refused[0]);
    }

    /** Writes the entry in place of what stood under that key; where the topic is missing, makes it. */
    void put(CatalogKey key, CatalogEntry entry) {
        if (!isThere()) {
            kafka.make(new TopicRequest(Optional.empty()).catalog(TopicSettings.NONE));
        }
        send(key, entry.toJson());
    }

    /** Takes the entry out. */
    void delete(CatalogKey key) {
        send(key, null);
    }

    private boolean isThere() {
        return !kafka.topics(List.of(Topics.CATALOG)).isEmpty();
    }

    private void send(CatalogKey key, byte[] value) {
        try (var producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(Topics.CATALOG, key.bytes(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new Refusal("Kafka at " + kafka.address() + " did not take it: " + Errors.describe(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }
}
