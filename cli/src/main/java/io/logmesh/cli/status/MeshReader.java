package io.logmesh.cli.status;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.contract.MetricNames;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the state of a mesh from its services' HTTP pages and from Kafka. What does not answer soon counts as down. */
public final class MeshReader implements AutoCloseable {

    private final ServicePages pages;
    private final Supplier<KafkaConnection> kafka;
    private final Duration lagWithin;

    // Kafka's clients wait much longer for a broker that is gone than a panel may stand still.
    private final ExecutorService kafkaThread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lag").daemon().factory());
    private CompletableFuture<Map<Stage, GroupReading>> groups = CompletableFuture.completedFuture(Map.of());
    private boolean groupsTaken = true;
    private Lag lag;

    /**
     * Connects to nothing yet.
     *
     * @param services the root of the HTTP interface of each process of the services, as far as they are known
     * @param kafka opens the connection that the lag is read over
     * @param lagWithin how long a reading waits for the lag; one that comes later is not lost, but the next reading's
     */
    public MeshReader(Map<Stage, URI> services, Supplier<KafkaConnection> kafka, Duration lagWithin) {
        this.pages = new ServicePages(services);
        this.kafka = kafka;
        this.lagWithin = lagWithin;
    }

    /** The mesh now. Takes as long as the slowest answer, at most some seconds. */
    public MeshReading read() {
        var lanes = pages.lanes();
        var known = new TreeSet<>(pages.known());
        known.addAll(Stage.all(List.of()));
        var health = asked(known, pages::health);
        var metrics = asked(known, pages::metrics);
        var inKafka = groups();
        var stages = new TreeMap<Stage, StageReading>();
        for (var stage : known) {
            stages.put(stage, stage(health.get(stage).join(), metrics.get(stage).join(), inKafka.get(stage)));
        }
        // Lanes that came with changed rules, or are enriched elsewhere; and lanes of old, if records still wait there.
        lanes.join().forEach(lane -> stages.putIfAbsent(lane, unseen(inKafka.get(lane))));
        inKafka.forEach((lane, group) -> {
            if (group.lag() > 0) {
                stages.putIfAbsent(lane, unseen(group));
            }
        });
        return reading(
                stages,
                metrics.get(Stage.of(Service.ES_INDEXER)).join(),
                metrics.get(Stage.of(Service.S3_ARCHIVER)).join());
    }

    private static <T> Map<Stage, CompletableFuture<T>> asked(
            Set<Stage> stages, Function<Stage, CompletableFuture<T>> question) {
        return stages.stream().collect(Collectors.toMap(Function.identity(), question));
    }

    private static MeshReading reading(Map<Stage, StageReading> stages, MetricsPage indexer, MetricsPage archiver) {
        return new MeshReading(
                System.nanoTime(),
                stages,
                indexer.timer(MetricNames.FRESHNESS, Map.of(MetricNames.SINCE_TAG, "ingest")),
                indexer.counter(MetricNames.INDEX_DOCUMENTS, Map.of(MetricNames.OUTCOME_TAG, "created")),
                archiver.counter(MetricNames.ARCHIVE_OBJECTS),
                archiver.counter(MetricNames.ARCHIVE_BYTES));
    }

    private static StageReading stage(HealthPage health, MetricsPage page, GroupReading group) {
        return new StageReading(
                health.state(),
                page.counter(MetricNames.RECORDS_IN),
                page.counter(MetricNames.RECORDS_DROPPED),
                page.counter(MetricNames.DEAD_LETTERS),
                lag(group),
                health.rules());
    }

    /** The enricher of a lane, if there is one: what Kafka says of it. */
    private static StageReading unseen(GroupReading group) {
        var state = group == null || group.hasMembers() ? StageReading.State.UNSEEN : StageReading.State.ABSENT;
        return new StageReading(state, 0, 0, 0, lag(group), Optional.empty());
    }

    private static OptionalLong lag(GroupReading group) {
        return group == null ? OptionalLong.empty() : OptionalLong.of(group.lag());
    }

    private Map<Stage, GroupReading> groups() {
        if (groupsTaken) {
            groups =
                    CompletableFuture.supplyAsync(this::readGroups, kafkaThread).exceptionally(_ -> Map.of());
        }
        var inTime = groups.copy()
                .completeOnTimeout(Map.of(), lagWithin.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        groupsTaken = groups.isDone();
        return inTime;
    }

    private Map<Stage, GroupReading> readGroups() {
        if (lag == null) {
            lag = new Lag(kafka.get());
        }
        return lag.read();
    }

    @Override
    public void close() {
        kafkaThread.execute(() -> {
            if (lag != null) {
                lag.close();
            }
        });
        kafkaThread.shutdown();
        pages.close();
    }
}
