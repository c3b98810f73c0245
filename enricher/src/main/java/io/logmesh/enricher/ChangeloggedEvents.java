package io.logmesh.enricher;

import io.logmesh.contract.joining.PendingStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Pending events in a store of Kafka Streams. */
record ChangeloggedEvents(KeyValueStore<Bytes, byte[]> store) implements PendingStore {

    @Override
    public void put(byte[] stream, byte[] event) {
        store.put(Bytes.wrap(stream), event);
    }

    @Override
    public void remove(byte[] stream) {
        store.put(Bytes.wrap(stream), null);
    }

    @Override
    public void forEach(Entries entries) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> entries.accept(entry.key.get(), entry.value));
        }
    }
}
