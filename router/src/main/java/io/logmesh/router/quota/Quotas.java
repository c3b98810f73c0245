package io.logmesh.router.quota;

import io.logmesh.contract.IdSample;
import io.logmesh.contract.sources.Quota;
import io.logmesh.contract.sources.Source;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Decides whether a record exceeds its source's quota, for all tasks of a process together. Time is the records' ingest
 * time, so a backlog that is worked off fast exceeds nothing, and the same records in the same order are judged alike.
 * Within a window, what comes once the quota is used up is over.
 *
 * <p>What is counted is kept in memory: after a restart the windows of the moment begin at nothing, so a source may once
 * send up to twice its quota for ten seconds. Thread-safe.
 */
public final class Quotas {

    private final PartitionShare share;
    private final Map<String, WindowUse> uses = new ConcurrentHashMap<>();

    /** Quotas of which this process may use {@code share}. */
    public Quotas(PartitionShare share) {
        this.share = share;
    }

    public PartitionShare share() {
        return share;
    }

    /** What {@code quota} says to a record of {@code source}, which is counted with it. */
    public Verdict judge(String source, Quota quota, String id, long ingestTs, int bytes) {
        long used = uses.computeIfAbsent(source, _ -> new WindowUse()).add(Window.of(ingestTs), bytes);
        if (used <= (double) quota.bytesPerSecond() * Window.SECONDS * share.get()) {
            return Verdict.WITHIN;
        }
        return switch (quota.over()) {
            case ARCHIVE_ONLY -> Verdict.ARCHIVED;
            case SAMPLE -> IdSample.keeps(id, quota.keep()) ? Verdict.SAMPLED : Verdict.ARCHIVED;
            case PARK -> Verdict.PARKED;
        };
    }

    /** Forgets the sources that have no quota any more. */
    public void retain(Collection<Source> sources) {
        uses.keySet()
                .retainAll(sources.stream()
                        .filter(source -> source.quota().isPresent())
                        .map(Source::name)
                        .collect(Collectors.toSet()));
    }
}
