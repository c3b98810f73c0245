package io.logmesh.enricher;

import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.enricher.watching.CatalogWriter;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes entries to {@code logs.catalog}. */
final class CatalogProducer implements CatalogWriter {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;
    private final Runnable written;
    private volatile Exception failure;

    /** @param written is called for each message that all replicas have */
    CatalogProducer(Producer<byte[], byte[]> producer, Runnable written) {
        this.producer = producer;
        this.written = written;
    }

    @Override
    public void put(CatalogKey key, CatalogEntry entry) {
        send(key, entry.toJson());
    }

    @Override
    public void remove(CatalogKey key) {
        send(key, null);
    }

    private void send(CatalogKey key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(Topics.CATALOG, key.bytes(), value), (_, e) -> {
            if (e == null) {
                written.run();
            } else {
                failure = e;
            }
        });
    }

    @Override
    public void check() {
        if (failure != null) {
            throw new IllegalStateException(Topics.CATALOG + " can't be written: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
