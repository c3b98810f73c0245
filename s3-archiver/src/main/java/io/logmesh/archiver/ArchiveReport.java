package io.logmesh.archiver;

import io.logmesh.archiver.archive.ArchiveListener;
import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Range;
import io.logmesh.archiver.archive.Refused;
import io.logmesh.archiver.archive.RotationReason;
import io.logmesh.contract.MetricNames;
import io.logmesh.telemetry.Freshness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells operators what the archive does: meters, and a log that a lasting fault does not flood. */
@ApplicationScoped
class ArchiveReport implements ArchiveListener {

    private static final Logger LOG = Logger.getLogger(ArchiveReport.class);
    private static final long SILENCE = Duration.ofSeconds(30).toNanos();

    private final MeterRegistry meters;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final AtomicLong openRanges;
    private final AtomicLong openFiles;
    private final AtomicLong oldestSeconds;
    private final AtomicLong heldBytes;
    private final AtomicLong spooledBytes;
    private final AtomicLong heldRecords;
    private final Counter skipped;
    private final Counter handedOver;
    private final Counter rangesLost;
    private final AtomicLong unaccounted;
    private final Timer processing;
    private final Freshness freshness;
    private final ArchiveTraces traces;
    private volatile Optional<String> storeProblem = Optional.empty();
    private final Set<Partition> barred = ConcurrentHashMap.newKeySet();
    /** Taken and not done with, by what was counted. Used by the archive's thread only. */
    private long open;

    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    ArchiveReport(MeterRegistry meters, Freshness freshness, ArchiveTraces traces) {
        this.meters = meters;
        this.traces = traces;
        heldRecords = meters.gauge(MetricNames.RECORDS_HELD, new AtomicLong());
        skipped = meters.counter(MetricNames.ARCHIVE_SKIPPED);
        handedOver = meters.counter(MetricNames.RECORDS_HANDED_OVER);
        rangesLost = meters.counter(MetricNames.ARCHIVE_RANGES_LOST);
        unaccounted = meters.gauge(MetricNames.RECORDS_UNACCOUNTED, new AtomicLong());
        processing = meters.timer(MetricNames.PROCESSING);
        this.freshness = freshness;
        recordsIn = meters.counter(MetricNames.RECORDS_IN);
        bytesIn = meters.counter(MetricNames.BYTES_IN);
        openRanges = meters.gauge(MetricNames.ARCHIVE_OPEN_RANGES, new AtomicLong());
        openFiles = meters.gauge(MetricNames.ARCHIVE_OPEN_FILES, new AtomicLong());
        oldestSeconds = meters.gauge(MetricNames.ARCHIVE_UNFLUSHED_AGE, new AtomicLong());
        spooledBytes = meters.gauge(MetricNames.ARCHIVE_SPOOLED_BYTES, new AtomicLong());
        heldBytes = meters.gauge(MetricNames.ARCHIVE_HELD_BYTES, new AtomicLong());
    }

    /** Partitions that can't be archived by this version. */
    Set<Partition> barred() {
        return Set.copyOf(barred);
    }

    /** What the store says of an object that is still tried again, if there is one. */
    Optional<String> storeProblem() {
        return storeProblem;
    }

    /** What a poll gave of one partition was taken in, from that nanosecond on. */
    void received(long records, long bytes, long begin) {
        processing.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        open += records;
        recordsIn.increment((double) records);
        bytesIn.increment((double) bytes);
    }

    void unreachable(String problem) {
        warnSeldom(problem + "; consumption pauses when the memory is full, and all resumes by itself");
    }

    @Override
    public void rotated(Range range, RotationReason reason) {
        LOG.debugf("%s is closed: %s", range, reason);
        meters.counter(MetricNames.ARCHIVE_ROTATIONS, MetricNames.REASON_TAG, lowerCase(reason))
                .increment();
    }

    @Override
    public void stored(ArchiveObject object, ObjectStore.Outcome outcome) {
        var tally = object.tally();
        LOG.debugf(
                "%s: %d records, %d bytes, %s",
                object.key(), tally.records(), object.content().size(), outcome);
        countUpload(lowerCase(outcome));
        open -= tally.records();
        count(MetricNames.RECORDS_OUT, object, tally.records());
        count(MetricNames.BYTES_OUT, object, tally.bytes());
        count(MetricNames.ARCHIVE_OBJECTS, object, 1);
        count(MetricNames.ARCHIVE_BYTES, object, object.content().size());
        long now = System.currentTimeMillis();
        freshness.record(object.source(), tally.event(), tally.oldest(), now, traces.stored(object));
    }

    @Override
    public void skipped() {
        open--;
        skipped.increment();
    }

    @Override
    public void handedOver(long records) {
        open -= records;
        handedOver.increment((double) records);
    }

    @Override
    public void refused(Refused record) {
        open--;
        meters.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, record.reason())
                .increment();
    }

    @Override
    public void taken(ArchiveObject object) {
        LOG.errorf(
                "%s is there and holds other records: was its topic made anew? These are stored beside it,"
                        + " with their checksum %s in the name",
                object.key(), object.tally().checksumText());
    }

    @Override
    public void spoolFailed(Exception failure) {
        warnSeldom("can't move records to disk, see logmesh.archiver.spool: " + failure);
    }

    @Override
    public void failed(Step step, String target, Throwable failure) {
        LOG.debugf(failure, "%s of %s failed", step, target);
        switch (step) {
            case STORE -> {
                countUpload("failed");
                unreachable(failure.getMessage());
            }
            case CONVERT -> warnSeldom("can't make " + target + " yet: " + failure);
            case COMMIT -> warnSeldom("can't commit " + target + " yet: " + failure.getMessage());
            case DEAD_LETTER -> warnSeldom("can't write a dead letter of " + target + " yet: " + failure.getMessage());
        }
    }

    @Override
    public void storeProblem(Optional<String> problem) {
        storeProblem = problem;
    }

    @Override
    public void lost(Range declared, long first, long last) {
        rangesLost.increment();
        var found = first < 0 ? "nothing" : "only offsets " + first + " to " + last;
        LOG.errorf(
                "%s was declared by an earlier owner, and %s is left of it in Kafka: retention has deleted the rest,"
                        + " which that owner may or may not have stored",
                declared, found);
    }

    @Override
    public void wentBack(Partition partition, long from, long to) {
        LOG.errorf("%s went back from offset %d to %d: was it cut, or its topic made anew?", partition, from, to);
    }

    @Override
    public void barred(Partition partition, String metadata) {
        barred.add(partition);
        LOG.errorf("%s is not archived: its committed metadata '%s' is of another version", partition, metadata);
    }

    @Override
    public void released(Partition partition) {
        barred.remove(partition);
        traces.released(partition);
    }

    @Override
    public void state(int ranges, int files, Duration oldest, long held, long spooled, long records) {
        heldRecords.set(records);
        unaccounted.set(open - records);
        openRanges.set(ranges);
        openFiles.set(files);
        oldestSeconds.set(oldest.toSeconds());
        heldBytes.set(held);
        spooledBytes.set(spooled);
    }

    private void countUpload(String outcome) {
        meters.counter(MetricNames.ARCHIVE_UPLOADS, MetricNames.OUTCOME_TAG, outcome)
                .increment();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void count(String meter, ArchiveObject object, long amount) {
        meters.counter(meter, MetricNames.SOURCE_TAG, object.source()).increment((double) amount);
    }

    private void warnSeldom(String message) {
        long now = System.nanoTime();
        long until = silentUntil.get();
        if (now - until >= 0 && silentUntil.compareAndSet(until, now + SILENCE)) {
            LOG.warn(message);
        }
    }
}
