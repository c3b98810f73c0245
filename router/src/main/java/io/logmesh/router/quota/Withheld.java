package io.logmesh.router.quota;

import io.logmesh.contract.sources.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The account that one task keeps of the records beyond their sources' quotas, until it is told in marker records. A
 * window's marker is due when its source moves on to a later one than any before, and at the latest some time after its
 * first record. Not thread-safe.
 */
public final class Withheld {

    /** How long a window may wait for its marker, in milliseconds of the wall clock. */
    static final long LATEST_MILLIS = 10_000;

    /** What is open of one source. */
    private static final class Account {
        private final Map<Long, Marker> open = new HashMap<>();
        private long newest = Long.MIN_VALUE;
    }

    private final Map<String, Account> accounts = new HashMap<>();

    /** The markers that are due because {@code source} has come to a record of that time: mostly none. */
    public List<Marker> turnedOver(Source source, long ingestTs) {
        long window = Window.of(ingestTs);
        var account = accounts.computeIfAbsent(source.name(), _ -> new Account());
        if (window <= account.newest) {
            return List.of();
        }
        account.newest = window;
        return close(account);
    }

    /**
     * Notes a record beyond the quota. Returns the markers that became due because too many windows are open.
     *
     * @param now the wall clock, in milliseconds
     */
    public List<Marker> note(Source source, Verdict verdict, String id, long ingestTs, int bytes, long now) {
        var account = accounts.computeIfAbsent(source.name(), _ -> new Account());
        account.open
                .computeIfAbsent(Window.of(ingestTs), _ -> new Marker(source, id, now))
                .add(verdict, ingestTs, bytes);
        return account.open.size() > Window.MOST ? close(account) : List.of();
    }

    /** The markers that have waited long enough at {@code now} of the wall clock. */
    public List<Marker> overdue(long now) {
        var due = new ArrayList<Marker>();
        for (var account : accounts.values()) {
            if (account.open.values().stream().anyMatch(marker -> now - marker.since() >= LATEST_MILLIS)) {
                due.addAll(close(account));
            }
        }
        return due;
    }

    private static List<Marker> close(Account account) {
        var markers = account.open.values().stream()
                .sorted(Comparator.comparingLong(Marker::ingestTs))
                .toList();
        account.open.clear();
        return markers;
    }
}
