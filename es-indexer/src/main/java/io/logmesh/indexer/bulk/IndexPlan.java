package io.logmesh.indexer.bulk;

import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is indexed, and how its indices are made.
 *
 * @param shards primary shards of an index, where its source says nothing
 * @param replicas copies of each shard
 * @param retention how long an index is kept behind the end of its day, where its source says nothing; absent = for ever
 * @param logsdb whether to use that mode, where there is such
 * @param frozen where indices go that are rarely searched, where the cluster can; absent = they stay
 * @param sources what the sources say; those that are not listed say nothing
 */
public record IndexPlan(
        int shards,
        int replicas,
        Optional<Duration> retention,
        boolean logsdb,
        Optional<Frozen> frozen,
        Map<String, IndexSettings> sources) {

    /**
     * A bucket from which indices are searched without being copied back as a whole.
     *
     * @param basePath the folder in it
     * @param client Elasticsearch's own name of the S3 client, for which its keystore has the credentials
     * @param after how long behind the end of its day an index moves there
     */
    public record Frozen(String bucket, String basePath, String client, Duration after) {}

    public IndexPlan {
        sources = Map.copyOf(sources);
    }

    public IndexPlan with(Sources declared) {
        return new IndexPlan(
                shards,
                replicas,
                retention,
                logsdb,
                frozen,
                declared.all().stream().collect(Collectors.toMap(Source::name, Source::index)));
    }

    public IndexSettings of(String source) {
        return sources.getOrDefault(source, IndexSettings.DEFAULT);
    }

    /** Whether any source leaves it to its size where it is indexed. */
    public boolean hasAuto() {
        return sources.values().stream().anyMatch(index -> index.isIndexed() && index.into() == Into.AUTO);
    }

    /** How long the indices of that source are kept; absent = for ever. */
    public Optional<Duration> retentionOf(String source) {
        return of(source).retention().or(() -> retention);
    }

    public int shardsOf(String source) {
        return of(source).shards().orElse(shards);
    }

    /** Whether the time of that daily index is over; of any other index, it never is. */
    public boolean isExpired(String index, Instant now) {
        Function<DailyIndex.Parts, Boolean> isOver = parts -> retentionOf(parts.source())
                .map(kept -> !endOf(parts.day()).plus(kept).isAfter(now))
                .orElse(false);
        return DailyIndex.partsOf(index).map(isOver).orElse(false);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
