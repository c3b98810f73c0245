package io.logmesh.enricher.watching;

import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.contract.catalog.InvalidEntryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A catalog without a topic: what is written is read back when {@link #readBack} is called, or at once. */
public final class CatalogOfOneProcess implements CatalogWriter {

    private record Message(CatalogKey key, CatalogEntry entry) {}

    public final Catalog catalog = new Catalog(1 << 20);
    private final List<Message> log = new CopyOnWriteArrayList<>();
    private final boolean atOnce;
    private int read;

    public CatalogOfOneProcess(boolean atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public void put(CatalogKey key, CatalogEntry entry) {
        add(new Message(key, entry));
    }

    @Override
    public void remove(CatalogKey key) {
        add(new Message(key, null));
    }

    private synchronized void add(Message message) {
        log.add(message);
        if (atOnce) {
            readBack();
        }
    }

    public synchronized void readBack() {
        for (; read < log.size(); read++) {
            var message = log.get(read);
            byHand(message.key.toString(), message.entry == null ? null : text(message.entry));
        }
    }

    public void byHand(String key, String value) {
        try {
            catalog.put(bytes(key), value == null ? null : bytes(value));
        } catch (InvalidEntryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was written, such as {@code pod/a={"team":"x"}}; a tombstone has nothing behind the sign. */
    public List<String> written() {
        return log.stream()
                .map(message -> message.key + "=" + (message.entry == null ? "" : text(message.entry)))
                .toList();
    }

    @Override
    public void check() {
        // nothing fails here
    }

    @Override
    public void close() {
        // nothing to close
    }

    private static String text(CatalogEntry entry) {
        return new String(entry.toJson(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
