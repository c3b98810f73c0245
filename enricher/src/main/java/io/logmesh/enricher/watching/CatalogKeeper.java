package io.logmesh.enricher.watching;

import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.contract.catalog.LabelledOwner;
import io.logmesh.contract.catalog.OwnerField;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps the catalog saying what is so of the namespaces and pods that it is told of. It writes only what differs from what
 * the catalog says, so a new leader writes next to nothing; and it leaves alone what somebody else wrote. An entry outlives
 * its pod by {@link #GRACE}, since lines come late. It takes as much heap as the catalog may; what is beyond that is not
 * taken care of. Thread-safe.
 */
public final class CatalogKeeper {

    /** How long an entry stays when what it tells of has gone, at least. */
    public static final Duration GRACE = Duration.ofHours(1);

    /** How often {@link #tick} should be called. */
    public static final Duration TICK = Duration.ofSeconds(30);

    private static final String ZONE = "topology.kubernetes.io/zone";

    /** @param node null of a namespace, or a pod that has none yet */
    private record Seen(CatalogEntry entry, String node) {

        /** About what it takes in the heap. */
        long bytes(CatalogKey key) {
            return Catalog.bytes(key, entry) + (node == null ? 0 : node.length());
        }
    }

    private final LabelledOwner owner;
    private final Supplier<Catalog> catalog;
    private final CatalogWriter writer;
    private final InstantSource clock;
    private final Map<CatalogKey, Seen> seen = new HashMap<>();
    private long held;
    private boolean full;
    private final Map<String, String> zones = new HashMap<>();
    private final Map<CatalogKey, Instant> leaving = new HashMap<>();

    /** What was written here, until the catalog says the same; what it has no room for stays here. */
    private final Map<CatalogKey, CatalogEntry> written = new HashMap<>();

    public CatalogKeeper(LabelledOwner owner, Supplier<Catalog> catalog, CatalogWriter writer, InstantSource clock) {
        this.owner = owner;
        this.catalog = catalog;
        this.writer = writer;
        this.clock = clock;
    }

    /** A namespace is there, with these labels. */
    public synchronized void namespace(String name, Map<String, String> labels) {
        see(CatalogKey.namespace(name), new Seen(owner.entry(labels, null), null));
    }

    /** A pod is there, with these labels; {@code node} is null where it has none yet. */
    public synchronized void pod(String uid, String node, Map<String, String> labels) {
        see(CatalogKey.pod(uid), new Seen(owner.entry(labels, null), node));
    }

    /** A node is there, and its labels say in which zone. */
    public synchronized void node(String name, Map<String, String> labels) {
        var zone = labels.get(ZONE);
        var before = zone == null ? zones.remove(name) : zones.put(name, zone);
        if (zone == null ? before != null : !zone.equals(before)) {
            seen.forEach((key, itsSeen) -> {
                if (name.equals(itsSeen.node())) {
                    settle(key, itsSeen);
                }
            });
        }
    }

    public synchronized void namespaceLeft(String name) {
        leave(CatalogKey.namespace(name));
    }

    public synchronized void podLeft(String uid) {
        leave(CatalogKey.pod(uid));
    }

    /** A node has gone. Its pods will, too, and till then are where they were. */
    public synchronized void nodeLeft(String name) {
        zones.remove(name);
    }

    /** Takes out what has left long ago, and puts right what others have changed, or a former leader has left behind. */
    public synchronized void tick() {
        var now = catalog.get();
        now.forEach((key, entry) -> {
            if (entry.watched() && !full && !seen.containsKey(key)) {
                leave(key);
            }
        });
        leaving.entrySet().removeIf(entry -> isDone(entry.getKey(), entry.getValue(), now));
        seen.forEach((key, itsSeen) -> compare(key, itsSeen, now.entry(key).orElse(null)));
    }

    private void compare(CatalogKey key, Seen itsSeen, CatalogEntry stands) {
        if (stands != null && stands.equals(written.get(key))) {
            written.remove(key);
        } else if (stands != null || !written.containsKey(key)) {
            written.remove(key);
            settle(key, itsSeen);
        }
    }

    private void see(CatalogKey key, Seen itsSeen) {
        // Asked first: what is there must not be forgotten, and taken for gone, where the catalog can't be read.
        long budget = catalog.get().budget();
        leaving.remove(key);
        forget(key);
        if (held + itsSeen.bytes(key) > budget) {
            // From now on, what is not seen need not have left.
            full = true;
            return;
        }
        held += itsSeen.bytes(key);
        seen.put(key, itsSeen);
        settle(key, itsSeen);
    }

    private void forget(CatalogKey key) {
        var before = seen.remove(key);
        held -= before == null ? 0 : before.bytes(key);
    }

    private void leave(CatalogKey key) {
        forget(key);
        leaving.putIfAbsent(key, clock.instant().plus(GRACE));
    }

    /** Whether nothing remains to be done for what has left; if it is time, does it. */
    private boolean isDone(CatalogKey key, Instant until, Catalog now) {
        var stands = now.entry(key);
        boolean ours = stands.map(CatalogEntry::watched).orElse(written.containsKey(key));
        if (ours && clock.instant().isBefore(until)) {
            return false;
        }
        if (ours) {
            writer.remove(key);
        }
        written.remove(key);
        return true;
    }

    private void settle(CatalogKey key, Seen itsSeen) {
        var stands = catalog.get().entry(key).orElse(null);
        if (stands != null && !stands.watched()) {
            return;
        }
        var last = written.getOrDefault(key, stands);
        var wanted = withZone(itsSeen);
        if (wanted.isEmpty() && last != null) {
            writer.remove(key);
            written.remove(key);
        } else if (!wanted.isEmpty() && !wanted.equals(last)) {
            writer.put(key, wanted);
            written.put(key, wanted);
        }
    }

    private CatalogEntry withZone(Seen itsSeen) {
        var zone = itsSeen.node() == null ? null : zones.get(itsSeen.node());
        return zone == null
                ? itsSeen.entry()
                : itsSeen.entry().over(new CatalogEntry(Map.of(OwnerField.ZONE, zone), new TreeMap<>(), true));
    }
}
