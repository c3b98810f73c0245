package io.logmesh.contract;

/**
 * The meters that all services keep, by their Micrometer names; at {@code /q/metrics} dots turn into underscores and
 * counters end in {@code _total}. Tags: {@link #SOURCE_TAG} is always a source of {@code logmesh.yaml}, never user text.
 */
public final class MetricNames {

    /** Records taken from the input topics. Counter. */
    public static final String RECORDS_IN = "logmesh.records.in";

    /** Bytes of the values of those records. Counter. */
    public static final String BYTES_IN = "logmesh.bytes.in";

    /** Records passed on: produced, archived or indexed. Counter; tag: source. */
    public static final String RECORDS_OUT = "logmesh.records.out";

    /** Bytes of the values of those records. Counter; tag: source. */
    public static final String BYTES_OUT = "logmesh.bytes.out";

    /** Records dropped by a rule. Counter; tag: source, whose rule it was. */
    public static final String RECORDS_DROPPED = "logmesh.records.dropped";

    /** Records whose collector's headers were too large to be passed on. Counter. */
    public static final String HEADERS_LEFT_OUT = "logmesh.headers.left.out";

    /** Records sent to the dead letters. Counter; tag: reason. */
    public static final String DEAD_LETTERS = "logmesh.dead.letters";

    /** Texts by what they were recognised as: json, logfmt, klog and so on, pattern or text. Counter; tag: format. */
    public static final String ENRICH_PARSED = "logmesh.enrich.parsed";

    /** Texts in none of the formats that their source names. Counter; tag: source. */
    public static final String ENRICH_UNPARSED = "logmesh.enrich.unparsed";

    /**
     * Secrets taken out of records. Counter; tag: detector; pattern for those of the users, pattern-limit for texts hidden
     * because to look through them would have taken too long.
     */
    public static final String ENRICH_REDACTED = "logmesh.enrich.redacted";

    /**
     * Records with which something was wrong: no_object, colours, unreadable_time, absurd_time, truncated. Counter; tags:
     * source, reason.
     */
    public static final String ENRICH_ODDITIES = "logmesh.enrich.oddities";

    /**
     * Fields that are not as they came: dropped, renamed, left_out (too many or too large), cut (too long), as_text (too deep
     * or too many). Counter; tags: source, outcome.
     */
    public static final String ENRICH_SHAPED = "logmesh.enrich.shaped";

    /** Records by how their owner was found: pod, namespace, miss. None while the catalog is empty. Counter; tags: source,
     * match. */
    public static final String CATALOG_RECORDS = "logmesh.catalog.records";

    /** Entries of the catalog that were not taken: key, value, budget. Counter; tag: reason. */
    public static final String CATALOG_REFUSED = "logmesh.catalog.refused";

    /** Entries of the catalog. Gauge. */
    public static final String CATALOG_ENTRIES = "logmesh.catalog.entries";

    /** Heap that they take. Gauge. */
    public static final String CATALOG_HELD_BYTES = "logmesh.catalog.held.bytes";

    /** Entries that the watcher of the cluster wrote, tombstones among them. Counter. */
    public static final String CATALOG_WATCH_WRITTEN = "logmesh.catalog.watch.written";

    /** 1 where this instance is the one that watches the cluster. Gauge. */
    public static final String CATALOG_WATCH_LEADING = "logmesh.catalog.watch.leading";

    /** How often the watcher could not go on and began anew. Counter. */
    public static final String CATALOG_WATCH_FAILED = "logmesh.catalog.watch.failed";

    /** How often the cluster refused to make a topic. Counter. */
    public static final String TOPICS_REFUSED = "logmesh.topics.refused";

    /** Settings of topics that are there and fall short of what the rules ask for. Counter. */
    public static final String TOPICS_FALLING_SHORT = "logmesh.topics.falling.short";

    /** Records that took another topic than meant, because the cluster refused to make theirs. Counter; tag: source. */
    public static final String RECORDS_DIVERTED = "logmesh.records.diverted";

    /** Changed rules that took effect without a restart. Counter. */
    public static final String RULES_RELOADED = "logmesh.rules.reloaded";

    /** Changed files that were refused. Counter. */
    public static final String RULES_REFUSED = "logmesh.rules.refused";

    /** 1 while the file is not the rules in force, since it is broken. Gauge. */
    public static final String RULES_BROKEN = "logmesh.rules.broken";

    /** Records beyond their source's quota, by what became of them: archived, sampled or parked. Counter; tags: source,
     * outcome. */
    public static final String QUOTA_RECORDS = "logmesh.quota.over.records";

    /** Bytes of the values of those records. Counter; tags: source, outcome. */
    public static final String QUOTA_BYTES = "logmesh.quota.over.bytes";

    /** Records that were joined to the one before them. Counter; tag: source. */
    public static final String JOIN_LINES = "logmesh.join.lines";

    /** Events that were sent on, by why: line, timeout, limit, budget, quota. Counter; tag: reason. */
    public static final String JOIN_EVENTS = "logmesh.join.events";

    /** Heap that the events take which still wait for lines. Gauge. */
    public static final String JOIN_HELD_BYTES = "logmesh.join.held.bytes";

    /** Stream threads that died of an error and were replaced. Counter. */
    public static final String THREADS_REPLACED = "logmesh.threads.replaced";

    /** Seconds from the event, and from ingest, until the record was passed on. Histogram; tags: source, since. */
    public static final String FRESHNESS = "logmesh.freshness";

    /** Objects written to the archive. Counter; tag: source. */
    public static final String ARCHIVE_OBJECTS = "logmesh.archive.objects";

    /** Bytes of those objects, as stored. Counter; tag: source. */
    public static final String ARCHIVE_BYTES = "logmesh.archive.bytes";

    /** Attempts to write an object: written, existed, taken, failed. Counter; tag: outcome. */
    public static final String ARCHIVE_UPLOADS = "logmesh.archive.uploads";

    /** Ranges closed. Counter; tag: reason (size, records, age, hour, memory, shutdown). */
    public static final String ARCHIVE_ROTATIONS = "logmesh.archive.rotations";

    /** Disk that records take which are not stored yet. Gauge. */
    public static final String ARCHIVE_SPOOLED_BYTES = "logmesh.archive.spooled.bytes";

    /** Declared ranges of which retention had deleted records before they were redone. Counter. */
    public static final String ARCHIVE_RANGES_LOST = "logmesh.archive.ranges.lost";

    /** Ranges that hold records and are not stored yet. Gauge. */
    public static final String ARCHIVE_OPEN_RANGES = "logmesh.archive.open.ranges";

    /** Objects in the making: one for each folder within each of those ranges. Gauge. */
    public static final String ARCHIVE_OPEN_FILES = "logmesh.archive.open.files";

    /** Seconds since the first record of the oldest of those ranges was received. Gauge. */
    public static final String ARCHIVE_UNFLUSHED_AGE = "logmesh.archive.unflushed.age.seconds";

    /** Heap that those ranges take. Gauge. */
    public static final String ARCHIVE_HELD_BYTES = "logmesh.archive.held.bytes";

    /** Documents by outcome: created, repaired, existed, dead. Counter; tags: source, outcome. */
    public static final String INDEX_DOCUMENTS = "logmesh.index.documents";

    /** Documents sent again because Elasticsearch put them off. Counter. */
    public static final String INDEX_RETRIES = "logmesh.index.retries";

    /** Records that are not indexed because the record or its source says so. Counter; tags: source, reason. */
    public static final String INDEX_SKIPPED = "logmesh.index.skipped";

    /** Requests in whose answer Elasticsearch asked for less load. Counter. */
    public static final String INDEX_PUSHED_BACK = "logmesh.index.pushed.back";

    /** Bulk requests under way, or free to begin. Gauge. */
    public static final String INDEX_IN_FLIGHT = "logmesh.index.in.flight";

    /** How many bulk requests may run at once, as Elasticsearch takes them now. Gauge. */
    public static final String INDEX_IN_FLIGHT_LIMIT = "logmesh.index.in.flight.limit";

    /** Memory that records take that wait for a request. Gauge. */
    public static final String INDEX_BACKLOG_BYTES = "logmesh.index.backlog.bytes";

    /** How long the indexer pauses between two attempts, in seconds, while Elasticsearch does not answer. Gauge. */
    public static final String INDEX_BACKOFF = "logmesh.index.backoff.seconds";

    /** Seconds that a bulk request took, answered or failed. Timer. */
    public static final String BULK_LATENCY = "logmesh.bulk.latency";

    /** Bytes of the documents of a bulk request. Summary. */
    public static final String BULK_BYTES = "logmesh.bulk.bytes";

    /** Records that one message became beyond the first, of its parts and copies, and those that the router made. Counter. */
    public static final String RECORDS_ADDED = "logmesh.records.added";

    /** Records that the sink passed over, since they are meant for another one. Counter. */
    public static final String ARCHIVE_SKIPPED = "logmesh.archive.skipped";

    /** Records that the service has taken and not yet done with. Gauge. */
    public static final String RECORDS_HELD = "logmesh.records.held";

    /** Records that were held, and that another instance goes on with, or this one reads again. Counter. */
    public static final String RECORDS_HANDED_OVER = "logmesh.records.handed.over";

    /** Held records that this instance has from another one, or from before. Counter. */
    public static final String RECORDS_TAKEN_OVER = "logmesh.records.taken.over";

    /**
     * What was taken and is neither done with nor held, by the counts of one moment; it is to be 0. Below zero, more went out
     * than came in. Gauge.
     */
    public static final String RECORDS_UNACCOUNTED = "logmesh.records.unaccounted";

    /** What the service itself takes for a record, or for a batch of them. Timer. */
    public static final String PROCESSING = "logmesh.processing";

    /** Records behind what the group has committed, of the partitions that the process has. Gauge; tags: topic, partition. */
    public static final String GROUP_LAG_RECORDS = "logmesh.group.lag.records";

    /** The age of the oldest of them. Gauge; tags: topic, partition. */
    public static final String GROUP_LAG_SECONDS = "logmesh.group.lag.seconds";

    public static final String SOURCE_TAG = "source";
    public static final String REASON_TAG = "reason";
    public static final String OUTCOME_TAG = "outcome";
    public static final String FORMAT_TAG = "format";
    public static final String DETECTOR_TAG = "detector";
    public static final String MATCH_TAG = "match";

    public static final String SINCE_TAG = "since";

    public static final String TOPIC_TAG = "topic";
    public static final String PARTITION_TAG = "partition";

    private MetricNames() {}
}
