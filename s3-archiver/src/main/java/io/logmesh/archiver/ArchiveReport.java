package io.logmesh.archiver;

import io.logmesh.archiver.archive.ArchiveListener;
import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Range;
import io.logmesh.archiver.archive.Refused;
import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
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
    private final AtomicLong oldestSeconds;
    private final AtomicLong heldBytes;
    private final Set<Partition> barred = ConcurrentHashMap.newKeySet();
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    ArchiveReport(MeterRegistry meters) {
        this.meters = meters;
        recordsIn = meters.counter(MetricNames.RECORDS_IN);
        bytesIn = meters.counter(MetricNames.BYTES_IN);
        openRanges = meters.gauge(MetricNames.ARCHIVE_OPEN_RANGES, new AtomicLong());
        oldestSeconds = meters.gauge(MetricNames.ARCHIVE_UNFLUSHED_AGE, new AtomicLong());
        heldBytes = meters.gauge(MetricNames.ARCHIVE_HELD_BYTES, new AtomicLong());
    }

    /** Partitions that can't be archived by this version. */
    Set<Partition> barred() {
        return Set.copyOf(barred);
    }

    void received(long records, long bytes) {
        recordsIn.increment((double) records);
        bytesIn.increment((double) bytes);
    }

    void unreachable(String problem) {
        warnSeldom(problem + "; consumption pauses when the memory is full, and all resumes by itself");
    }

    @Override
    public void stored(ArchiveObject object, ObjectStore.Outcome outcome) {
        LOG.debugf("%s: %d records, %d bytes, %s", object.key(), object.records(), object.size(), outcome);
        countUpload(outcome.name());
        count(MetricNames.RECORDS_OUT, object, object.records());
        count(MetricNames.BYTES_OUT, object, object.valueBytes());
        count(MetricNames.ARCHIVE_OBJECTS, object, 1);
        count(MetricNames.ARCHIVE_BYTES, object, object.size());
        Timer.builder(MetricNames.FRESHNESS)
                .tag(MetricNames.SOURCE_TAG, object.source())
                .publishPercentileHistogram()
                .register(meters)
                .record(Math.max(0, System.currentTimeMillis() - object.oldest()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void refused(Refused record) {
        meters.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, record.reason())
                .increment();
    }

    @Override
    public void failed(Step step, String target, Throwable failure) {
        LOG.debugf(failure, "%s of %s failed", step, target);
        switch (step) {
            case STORE -> countUpload("failed");
            case COMMIT -> warnSeldom("can't commit " + target + " yet: " + failure.getMessage());
            case DEAD_LETTER -> warnSeldom("can't write a dead letter of " + target + " yet: " + failure.getMessage());
        }
    }

    @Override
    public void lost(Range declared, long first, long last) {
        meters.counter(MetricNames.ARCHIVE_RANGES_LOST).increment();
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
    }

    @Override
    public void state(int open, Duration oldest, long held) {
        openRanges.set(open);
        oldestSeconds.set(oldest.toSeconds());
        heldBytes.set(held);
    }

    private void countUpload(String outcome) {
        meters.counter(MetricNames.ARCHIVE_UPLOADS, MetricNames.OUTCOME_TAG, outcome.toLowerCase(Locale.ROOT))
                .increment();
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
