package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Decides by the sizes of the sources, unless another indexer has; and remembers what was decided. Thread-safe. */
final class PlacementDecisions implements Placements {

    private static final Duration TRY_EVERY = Duration.ofSeconds(2);

    private static final int TOO_MANY_REQUESTS = 429;

    private final PlacementRecords records;
    private final IndexSizes sizes;
    private final Trouble trouble;
    private final long ownFrom;
    private final Pause pause;
    private final Consumer<String> log;
    private final Consumer<String> problems;
    private final Map<LocalDate, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * @param ownFrom from how many bytes a day on a source has an index of its own
     * @param log takes what was decided
     * @param problems takes why nothing could be decided, before it is tried again
     */
    PlacementDecisions(
            PlacementRecords records,
            IndexSizes sizes,
            Trouble trouble,
            long ownFrom,
            Pause pause,
            Consumer<String> log,
            Consumer<String> problems) {
        this.records = records;
        this.sizes = sizes;
        this.trouble = trouble;
        this.ownFrom = ownFrom;
        this.pause = pause;
        this.log = log;
        this.problems = problems;
    }

    @Override
    public boolean hasOwn(String source, LocalDate day) throws InterruptedException {
        var own = known.get(day);
        while (own == null) {
            own = tryToKnow(day, problems).orElse(null);
            if (own == null) {
                pause.last(TRY_EVERY);
            }
        }
        known.put(day, own);
        return own.contains(source);
    }

    @Override
    public void prepare(LocalDate day) {
        if (!known.containsKey(day)) {
            tryToKnow(day, log).ifPresent(own -> known.put(day, own));
        }
    }

    private Optional<Set<String>> tryToKnow(LocalDate day, Consumer<String> problems) {
        try {
            var found = records.find(day);
            return found.isPresent() ? found : decide(day);
        } catch (IOException | RuntimeException e) {
            problems.accept(trouble.of(e));
            return Optional.empty();
        }
    }

    private Optional<Set<String>> decide(LocalDate day) throws IOException {
        var own = measured(day);
        if (!records.decide(day, own)) {
            return records.find(day);
        }
        log.accept(
                "On " + day + " these sources have an index of their own, and the others with 'into: auto' share one: "
                        + own.stream().sorted().toList());
        return Optional.of(own);
    }

    /** A refusal does not pass by waiting, and what waits are the records of all sources: then all stays as it was. */
    private Set<String> measured(LocalDate day) throws IOException {
        try {
            return sizes.measure(day).ownOn(day, ownFrom);
        } catch (ElasticsearchException e) {
            if (e.status() >= 500 || e.status() == TOO_MANY_REQUESTS) {
                throw e;
            }
            log.accept("The sizes of sources can't be measured, so that those with 'into: auto' have on " + day
                    + " what they had on the day before: " + trouble.of(e));
            return records.find(day.minusDays(1)).orElse(Set.of());
        }
    }
}
