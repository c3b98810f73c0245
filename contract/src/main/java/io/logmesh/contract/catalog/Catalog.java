package io.logmesh.contract.catalog;

import io.logmesh.contract.catalog.CatalogKey.Kind;
import io.logmesh.contract.catalog.InvalidEntryException.Reason;
import io.logmesh.contract.enrichment.Owner;
import io.logmesh.contract.enrichment.Owners;
import java.util.List;
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
    private int reading;
    private boolean anew;
    private volatile long held;
    private volatile boolean empty = true;

    /** @param budget how much heap the entries may take, in bytes; what comes beyond it is refused */
    public Catalog(long budget) {
        this.budget = budget;
    }

    /** All is read once more from here on; what is known counts until it comes, or until {@link #endAnew}. */
    public void beginAnew() {
        reading++;
        anew = true;
    }

    /** All has been read: what did not come again is no longer so. */
    public void endAnew() {
        if (!anew) {
            return;
        }
        anew = false;
        for (var entries : List.of(namespaces, pods)) {
            entries.values().removeIf(this::isOutdated);
        }
        noteWhetherEmpty();
    }

    private boolean isOutdated(Known known) {
        boolean outdated = known.reading != reading;
        hold(outdated ? -known.bytes : 0);
        return outdated;
    }

    private void noteWhetherEmpty() {
        empty = namespaces.isEmpty() && pods.isEmpty();
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
            noteWhetherEmpty();
        }
    }

    private void remove(CatalogKey key) {
        var before = entries(key.kind()).remove(key.name());
        if (before != null) {
            hold(-before.bytes);
        }
    }

    private void add(CatalogKey key, CatalogEntry entry, int length) throws InvalidEntryException {
        int bytes = bytes(length);
        if (held + bytes > budget) {
            endAnew(); // what has not come again may have gone
        }
        if (held + bytes > budget) {
            throw new InvalidEntryException(
                    Reason.BUDGET,
                    "the catalog has " + held + " of " + budget + " bytes, there is no room for " + bytes);
        }
        hold(bytes);
        entries(key.kind()).put(key.name(), new Known(entry, bytes, reading));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void hold(int bytes) {
        held += bytes;
    }

    /** How much heap the entries may take, in bytes. */
    public long budget() {
        return budget;
    }

    /** About what an entry takes, in bytes. */
    public static long bytes(CatalogKey key, CatalogEntry entry) {
        return bytes(key.toString().length() + entry.toJson().length);
    }

    private static int bytes(int length) {
        return OVERHEAD + COPIES * length;
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

        /** By which reading of the whole it was found. */
        final int reading;

        private volatile Joined joined;

        Known(CatalogEntry entry, int bytes, int reading) {
            this.entry = entry;
            this.bytes = bytes;
            this.reading = reading;
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
