package io.logmesh.telemetry;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the cluster every five seconds how far the group is, and shows that. It does not ask the consumer: of a partition that
 * is paused, as while a sink is down, a consumer knows no newer end than that of its last fetch.
 */
public final class LagWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final List<String> LABELS = List.of(MetricNames.TOPIC_TAG, MetricNames.PARTITION_TAG);

    private static final System.Logger LOG = System.getLogger(LagWatch.class.getName());

    private final GroupLag lag;
    private final Admin admin;
    private final String group;
    private final Supplier<Set<TopicPartition>> mine;
    private final Thread thread = Thread.ofVirtual().name("lag").unstarted(this::run);

    /** Used by that thread only. */
    private boolean isWarned;

    /**
     * Does nothing before {@link #start}.
     *
     * @param group the consumer group, or the application of Kafka Streams
     * @param mine the partitions that this process has now
     */
    public LagWatch(
            GroupLag lag, Admin admin, String group, Supplier<Set<TopicPartition>> mine, MeterRegistry registry) {
        this.lag = lag;
        this.admin = admin;
        this.group = group;
        this.mine = mine;
        Prometheus.show(registry, this::families);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                try {
                    if (look()) {
                        isWarned = false;
                    }
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    warn(e);
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service stops
        }
    }

    /** Warns of the first failure in a row only. What was known before is shown for a while, and then nothing. */
    private void warn(Exception failure) {
        var level = isWarned ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
        isWarned = true;
        LOG.log(
                level,
                "How far the group " + group + " is behind can't be asked for now; it takes the right to describe the"
                        + " group and its topics: "
                        + (failure instanceof ExecutionException ? failure.getCause() : failure));
    }

    /** Whether all that was asked for is known. */
    private boolean look() throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = mine.get();
        var positions = new HashMap<TopicPartition, GroupLag.Position>();
        if (!partitions.isEmpty()) {
            var committed = committed(partitions);
            var starts = offsets(partitions, OffsetSpec.earliest());
            // Behind the commits, so that what is behind is not taken for less than nothing.
            var ends = offsets(partitions, OffsetSpec.latest());
            ends.keySet().retainAll(starts.keySet());
            ends.forEach((partition, end) -> {
                // Where the group holds nothing, or retention has overtaken it, it goes on at the log's start.
                long from = Math.max(starts.get(partition), committed.getOrDefault(partition, 0L));
                positions.put(partition, new GroupLag.Position(from, end));
            });
        }
        lag.observe(partitions, positions, System.currentTimeMillis());
        return positions.size() == partitions.size();
    }

    private Map<TopicPartition, Long> committed(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        var committed = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(Map.of(group, spec))
                .partitionsToOffsetAndMetadata(group)
                .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, held) -> {
                    if (held != null) {
                        committed.put(partition, held.offset());
                    }
                });
        return committed;
    }

    /** Leaves out a partition that fails, as one without a leader does, so that the others are known. */
    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
        var answer = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        long until = System.nanoTime() + ANSWER_WITHIN.toNanos();
        var offsets = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            try {
                long left = Math.max(0, until - System.nanoTime());
                var found = answer.partitionResult(partition).get(left, TimeUnit.NANOSECONDS);
                offsets.put(partition, found.offset());
            } catch (ExecutionException | TimeoutException e) {
                warn(e);
            }
        }
        return offsets;
    }

    private List<MetricFamilySamples> families() {
        var lags = lag.lags(System.currentTimeMillis());
        return List.of(
                gauge(MetricNames.GROUP_LAG_RECORDS, lags, GroupLag.Lag::records),
                gauge(MetricNames.GROUP_LAG_SECONDS, lags, GroupLag.Lag::seconds));
    }

    private static MetricFamilySamples gauge(
            String meter, List<GroupLag.Lag> lags, ToDoubleFunction<GroupLag.Lag> value) {
        var name = meter.replace('.', '_');
        var samples = new ArrayList<MetricFamilySamples.Sample>();
        for (var one : lags) {
            var values = List.of(
                    one.partition().topic(), Integer.toString(one.partition().partition()));
            samples.add(new MetricFamilySamples.Sample(name, LABELS, values, value.applyAsDouble(one)));
        }
        return new MetricFamilySamples(name, Collector.Type.GAUGE, "how far the group is behind", samples);
    }
}
