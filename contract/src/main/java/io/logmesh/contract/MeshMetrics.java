package io.logmesh.contract;

import static io.logmesh.contract.Metric.Kind.*;
import static io.logmesh.contract.MetricNames.*;

import com.google.common.collect.ImmutableList;
import io.logmesh.contract.Metric.Kind;

/**
 * Every metric of the four services: the one definition of which the tests make {@code docs/metrics.md}, and by which they
 * check dashboards and alerts. Quarkus adds those of the JVM, of HTTP and of the Kafka clients.
 */
public final class MeshMetrics {

    private static final ImmutableList<String> ROUTER = ImmutableList.of("router");
    private static final ImmutableList<String> ENRICHER = ImmutableList.of("enricher");
    private static final ImmutableList<String> ARCHIVER = ImmutableList.of("s3-archiver");
    private static final ImmutableList<String> INDEXER = ImmutableList.of("es-indexer");
    private static final ImmutableList<String> STREAMS = ImmutableList.of("router", "enricher");
    private static final ImmutableList<String> BEHIND_THE_ROUTER =
            ImmutableList.of("enricher", "s3-archiver", "es-indexer");
    private static final ImmutableList<String> HOLDING = BEHIND_THE_ROUTER;
    private static final ImmutableList<String> KEEPING = ImmutableList.of("enricher", "s3-archiver");
    private static final ImmutableList<String> EVERYWHERE =
            ImmutableList.of("router", "enricher", "s3-archiver", "es-indexer");

    public static final ImmutableList<Metric> ALL = ImmutableList.of(
            metric(RECORDS_IN, COUNTER, "records", EVERYWHERE, "taken from the input topics"),
            metric(BYTES_IN, COUNTER, "bytes", EVERYWHERE, "of the values of those records"),
            metric(RECORDS_OUT, COUNTER, "records", EVERYWHERE, "passed on: produced, archived or indexed", SOURCE_TAG),
            metric(BYTES_OUT, COUNTER, "bytes", EVERYWHERE, "of the values of those records", SOURCE_TAG),
            metric(
                    RECORDS_ADDED,
                    COUNTER,
                    "records",
                    ROUTER,
                    "that one message became beyond the first: its parts, copies, and markers of quotas"),
            metric(RECORDS_HELD, GAUGE, "records", HOLDING, "taken and not yet done with"),
            metric(
                    RECORDS_HANDED_OVER,
                    COUNTER,
                    "records",
                    KEEPING,
                    "that were held, or came too late, and that another instance goes on with, or this one reads again"),
            metric(
                    RECORDS_TAKEN_OVER,
                    COUNTER,
                    "records",
                    ENRICHER,
                    "held, that another instance had read, or this one before"),
            metric(
                    RECORDS_UNACCOUNTED,
                    GAUGE,
                    "records",
                    EVERYWHERE,
                    "taken, and neither done with nor held, by the counts of one moment: to be 0"),
            metric(RECORDS_DROPPED, COUNTER, "records", ROUTER, "dropped by a rule of the source", SOURCE_TAG),
            metric(
                    QUOTA_RECORDS,
                    COUNTER,
                    "records",
                    ROUTER,
                    "beyond their source's quota: archived, sampled or parked",
                    SOURCE_TAG,
                    OUTCOME_TAG),
            metric(QUOTA_BYTES, COUNTER, "bytes", ROUTER, "of the values of those records", SOURCE_TAG, OUTCOME_TAG),
            metric(
                    RECORDS_DIVERTED,
                    COUNTER,
                    "records",
                    ROUTER,
                    "sent to another topic than meant, which the cluster refused to make",
                    SOURCE_TAG),
            metric(
                    HEADERS_LEFT_OUT,
                    COUNTER,
                    "records",
                    ROUTER,
                    "passed on without their collector's headers, which were too large"),
            metric(DEAD_LETTERS, COUNTER, "records", EVERYWHERE, "sent to the dead letters", REASON_TAG),
            metric(
                    THREADS_REPLACED,
                    COUNTER,
                    "threads",
                    STREAMS,
                    "of Kafka Streams that died of an error and were replaced"),
            metric(TOPICS_REFUSED, COUNTER, "refusals", STREAMS, "of the cluster to make a topic"),
            metric(
                    TOPICS_FALLING_SHORT,
                    COUNTER,
                    "settings",
                    STREAMS,
                    "of existing topics that are less than what the rules ask for"),
            metric(RULES_RELOADED, COUNTER, "changes", EVERYWHERE, "of the rules that took effect without a restart"),
            metric(RULES_REFUSED, COUNTER, "changes", EVERYWHERE, "of the rules that were refused"),
            metric(
                    RULES_BROKEN,
                    GAUGE,
                    "0 or 1",
                    EVERYWHERE,
                    "1 while the file is broken, and the last good rules are in force"),
            metric(
                    ENRICH_PARSED,
                    COUNTER,
                    "texts",
                    ENRICHER,
                    "by what they were recognised as: json, logfmt, klog and so on, pattern or text",
                    FORMAT_TAG),
            metric(
                    ENRICH_UNPARSED,
                    COUNTER,
                    "texts",
                    ENRICHER,
                    "in none of the formats that their source names",
                    SOURCE_TAG),
            metric(
                    ENRICH_REDACTED,
                    COUNTER,
                    "secrets",
                    ENRICHER,
                    "taken out of records, by who found them; pattern stands for the users' own, pattern-limit for texts that these took too long for",
                    DETECTOR_TAG),
            metric(
                    ENRICH_ODDITIES,
                    COUNTER,
                    "records",
                    ENRICHER,
                    "something was wrong with: no_object, colours, unreadable_time, absurd_time, truncated",
                    SOURCE_TAG,
                    REASON_TAG),
            metric(
                    ENRICH_SHAPED,
                    COUNTER,
                    "fields",
                    ENRICHER,
                    "not as they came: dropped, renamed, left_out, cut, as_text",
                    SOURCE_TAG,
                    OUTCOME_TAG),
            metric(JOIN_LINES, COUNTER, "records", ENRICHER, "joined to the one before them", SOURCE_TAG),
            metric(
                    JOIN_EVENTS,
                    COUNTER,
                    "events",
                    ENRICHER,
                    "joined and sent on, by why: line, timeout, limit, budget, quota",
                    REASON_TAG),
            metric(JOIN_HELD_BYTES, GAUGE, "bytes", ENRICHER, "of heap, for events that wait for more lines"),
            metric(
                    CATALOG_RECORDS,
                    COUNTER,
                    "records",
                    ENRICHER,
                    "by how their owner was found: pod, namespace, miss; none while the catalog is empty",
                    SOURCE_TAG,
                    MATCH_TAG),
            metric(
                    CATALOG_REFUSED,
                    COUNTER,
                    "entries",
                    ENRICHER,
                    "of the catalog that were not taken: key, value, budget",
                    REASON_TAG),
            metric(CATALOG_ENTRIES, GAUGE, "entries", ENRICHER, "of the catalog"),
            metric(CATALOG_HELD_BYTES, GAUGE, "bytes", ENRICHER, "of heap, for the catalog"),
            metric(
                    CATALOG_WATCH_WRITTEN,
                    COUNTER,
                    "entries",
                    ENRICHER,
                    "that the cluster's watcher wrote, tombstones among them"),
            metric(CATALOG_WATCH_LEADING, GAUGE, "0 or 1", ENRICHER, "1 where this instance watches the cluster"),
            metric(CATALOG_WATCH_FAILED, COUNTER, "failures", ENRICHER, "after which the watcher began anew"),
            metric(
                    FRESHNESS,
                    HISTOGRAM,
                    "seconds",
                    BEHIND_THE_ROUTER,
                    "since the event, or since ingest, when passed on; archive: one value per object, of its oldest record",
                    SOURCE_TAG,
                    SINCE_TAG),
            metric(
                    PROCESSING,
                    TIMER,
                    "seconds",
                    EVERYWHERE,
                    "the service's own work: router, enricher: on one of 128 records; archiver, indexer: on what one poll"
                            + " gave of a partition"),
            metric(
                    GROUP_LAG_RECORDS,
                    GAUGE,
                    "records",
                    EVERYWHERE,
                    "behind what the group has committed, of the partitions that the process has",
                    TOPIC_TAG,
                    PARTITION_TAG),
            metric(
                    GROUP_LAG_SECONDS,
                    GAUGE,
                    "seconds",
                    EVERYWHERE,
                    "age of the oldest of those records",
                    TOPIC_TAG,
                    PARTITION_TAG),
            metric(ARCHIVE_OBJECTS, COUNTER, "objects", ARCHIVER, "written to the archive", SOURCE_TAG),
            metric(ARCHIVE_BYTES, COUNTER, "bytes", ARCHIVER, "of those objects, as stored", SOURCE_TAG),
            metric(
                    ARCHIVE_SKIPPED,
                    COUNTER,
                    "records",
                    ARCHIVER,
                    "not archived, since they are replayed for another sink"),
            metric(
                    ARCHIVE_UPLOADS,
                    COUNTER,
                    "attempts",
                    ARCHIVER,
                    "to write an object: written, existed, taken, failed",
                    OUTCOME_TAG),
            metric(
                    ARCHIVE_ROTATIONS,
                    COUNTER,
                    "ranges",
                    ARCHIVER,
                    "closed, by why: size, records, age, hour, memory, shutdown",
                    REASON_TAG),
            metric(
                    ARCHIVE_RANGES_LOST,
                    COUNTER,
                    "ranges",
                    ARCHIVER,
                    "declared, of which retention had deleted records before they were redone"),
            metric(ARCHIVE_OPEN_RANGES, GAUGE, "ranges", ARCHIVER, "that hold records and are not stored yet"),
            metric(ARCHIVE_OPEN_FILES, GAUGE, "objects", ARCHIVER, "in the making"),
            metric(
                    ARCHIVE_UNFLUSHED_AGE,
                    GAUGE,
                    "seconds",
                    ARCHIVER,
                    "since the first record of the oldest of those ranges was received"),
            metric(ARCHIVE_HELD_BYTES, GAUGE, "bytes", ARCHIVER, "of heap, for those ranges"),
            metric(ARCHIVE_SPOOLED_BYTES, GAUGE, "bytes", ARCHIVER, "of disk, for records that are not stored yet"),
            metric(
                    INDEX_DOCUMENTS,
                    COUNTER,
                    "documents",
                    INDEXER,
                    "by outcome: created, repaired, existed, dead",
                    SOURCE_TAG,
                    OUTCOME_TAG),
            metric(
                    INDEX_SKIPPED,
                    COUNTER,
                    "records",
                    INDEXER,
                    "not indexed, since the record or its source says so",
                    SOURCE_TAG,
                    REASON_TAG),
            metric(
                    INDEX_RETRIES,
                    COUNTER,
                    "documents",
                    INDEXER,
                    "sent again because Elasticsearch put them off, or their request as a whole"),
            metric(
                    INDEX_PUSHED_BACK,
                    COUNTER,
                    "requests",
                    INDEXER,
                    "in whose answer, or by whose refusal, Elasticsearch asked for less load"),
            metric(INDEX_IN_FLIGHT, GAUGE, "requests", INDEXER, "under way, or free to begin"),
            metric(
                    INDEX_IN_FLIGHT_LIMIT,
                    GAUGE,
                    "requests",
                    INDEXER,
                    "that may run at once, as Elasticsearch takes them now"),
            metric(INDEX_BACKLOG_BYTES, GAUGE, "bytes", INDEXER, "of heap, for records that wait for a request"),
            metric(
                    INDEX_BACKOFF,
                    GAUGE,
                    "seconds",
                    INDEXER,
                    "of the pause between two attempts while Elasticsearch does not answer, or refuses the whole; else 0"),
            metric(BULK_LATENCY, TIMER, "seconds", INDEXER, "that a bulk request took, answered or failed"),
            metric(BULK_BYTES, SUMMARY, "bytes", INDEXER, "of the documents of a bulk request"));

    private MeshMetrics() {}

    private static Metric metric(
            String meter, Kind kind, String unit, ImmutableList<String> services, String meaning, String... labels) {
        return new Metric(meter, kind, unit, services, meaning, ImmutableList.copyOf(labels));
    }
}
