package io.logmesh.contract.catalog;

import io.logmesh.contract.catalog.CatalogKey.Kind;
import io.logmesh.contract.catalog.InvalidEntryException.Reason;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Owners;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * All entries, in memory, within a budget. An entry is decoded when it comes, and written for the records when the first
 * one asks; after that, to look it up is all. One thread writes, any may read.
 */
public final class Catalog implements Owners {

    /** About what an entry takes besides its texts: two map nodes, a dozen small objects. */
    private static final int OVERHEAD = 500;

    /** Its texts as strings, and as they are written for the records. */
    private static final int COPIES = 3;

    private final long budget;
    private final Map<String, Known> namespaces = new ConcurrentHashMap<>();
    private final Map<String, Known> pods = new ConcurrentHashMap<>();
    private volatile long held;
    private volatile boolean empty = true;

    /** @param budget how much heap the entries may take, in bytes; what comes beyond it is refused */
    public Catalog(long budget) {
        this.budget = budget;
    }

    /**
     * Takes one message; no value, or one that says nothing, takes the entry out. What is refused takes out, too, what stood
     * under its key before: to know nothing is better than to know what is no longer so.
     *
     * @throws InvalidEntryException where it is refused; all other entries stay what they are
     */
    public void put(byte[] key, byte[] value) throws InvalidEntryException {
        var itsKey = CatalogKey.read(key);
        remove(itsKey);
        try {
            if (value != null) {
                add(itsKey, CatalogEntry.read(value), key.length + value.length);
            }
        } finally {
            empty = namespaces.isEmpty() && pods.isEmpty();
        }
    }

    private void remove(CatalogKey key) {
        var before = entries(key.kind()).remove(key.name());
        if (before != null) {
            hold(-before.bytes);
        }
    }

    private void add(CatalogKey key, CatalogEntry entry, int length) throws InvalidEntryException {
        int bytes = OVERHEAD + COPIES * length;
        if (held + bytes > budget) {
            throw new InvalidEntryException(
                    Reason.BUDGET,
                    "the catalog has " + held + " of " + budget + " bytes, there is no room for " + bytes);
        }
        hold(bytes);
        entries(key.kind()).put(key.name(), new Known(entry, bytes));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void hold(int bytes) {
        held += bytes;
    }

    /** About what the entries take, in bytes. */
    public long held() {
        return held;
    }

    /** How many entries there are. */
    public int size() {
        return namespaces.size() + pods.size();
    }

    /** What stands under that key. */
    public Optional<CatalogEntry> entry(CatalogKey key) {
        return Optional.ofNullable(entries(key.kind()).get(key.name())).map(known -> known.entry);
    }

    /** Passes every entry. */
    public void forEach(BiConsumer<CatalogKey, CatalogEntry> action) {
        for (var kind : Kind.values()) {
            entries(kind).forEach((name, known) -> action.accept(new CatalogKey(kind, name), known.entry));
        }
    }

    @Override
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public Owner of(String namespace, String podUid) {
        if (namespace == null && podUid == null) {
            return Owner.NOT_ASKED;
        }
        var ofNamespace = namespace == null ? null : namespaces.get(namespace);
        var ofPod = podUid == null ? null : pods.get(podUid);
        if (ofPod != null) {
            return ofPod.over(ofNamespace);
        }
        return ofNamespace == null ? Owner.MISSED : ofNamespace.alone();
    }

    private Map<String, Known> entries(Kind kind) {
        return kind == Kind.POD ? pods : namespaces;
    }

    /** An entry, and what the records are to say of it, once that has been asked. */
    private static final class Known {

        private record Joined(Known below, Owner owner) {}

        final CatalogEntry entry;
        final int bytes;
        private volatile Joined joined;

        Known(CatalogEntry entry, int bytes) {
            this.entry = entry;
            this.bytes = bytes;
        }

        Owner alone() {
            return joined(null, Owner.Match.NAMESPACE);
        }

        Owner over(Known namespace) {
            return joined(namespace, Owner.Match.POD);
        }

        /** Two threads may both write it, and write the same. */
        private Owner joined(Known below, Owner.Match match) {
            var last = joined;
            if (last == null || last.below != below) {
                var whole = below == null ? entry : entry.over(below.entry);
                last = new Joined(below, new Owner(match, whole.isEmpty() ? Owner.NOTHING : whole.toOwner()));
                joined = last;
            }
            return last.owner;
        }
    }
}
