package io.logmesh.cli.status;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.contract.MetricNames;
import io.logmesh.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads the state of a mesh from its services' HTTP pages and from Kafka. What does not answer soon counts as down. */
public final class MeshReader implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Map<Service, URI> services;
    private final Supplier<KafkaConnection> kafka;
    private final Duration lagWithin;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();

    // Kafka's clients wait much longer for a broker that is gone than a panel may stand still.
    private final ExecutorService kafkaThread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lag").daemon().factory());
    private CompletableFuture<Map<Service, Long>> lags = CompletableFuture.completedFuture(Map.of());
    private boolean lagsTaken = true;
    private Lag lag;

    /**
     * Connects to nothing yet.
     *
     * @param services the root of each service's HTTP interface
     * @param kafka opens the connection that the lag is read over
     * @param lagWithin how long a reading waits for the lag; one that comes later is not lost, but the next reading's
     */
    public MeshReader(Map<Service, URI> services, Supplier<KafkaConnection> kafka, Duration lagWithin) {
        this.services = services;
        this.kafka = kafka;
        this.lagWithin = lagWithin;
    }

    /** The mesh now. Takes as long as the slowest answer, at most some seconds. */
    public MeshReading read() {
        var states = new EnumMap<Service, CompletableFuture<StageReading.State>>(Service.class);
        var pages = new EnumMap<Service, CompletableFuture<MetricsPage>>(Service.class);
        for (var service : Service.values()) {
            states.put(service, state(service));
            pages.put(service, page(service));
        }
        var behind = lags();
        var stages = new EnumMap<Service, StageReading>(Service.class);
        for (var service : Service.values()) {
            stages.put(
                    service,
                    stage(states.get(service).join(), pages.get(service).join(), behind.get(service)));
        }
        return reading(
                stages,
                pages.get(Service.ES_INDEXER).join(),
                pages.get(Service.S3_ARCHIVER).join());
    }

    private static MeshReading reading(Map<Service, StageReading> stages, MetricsPage indexer, MetricsPage archiver) {
        return new MeshReading(
                System.nanoTime(),
                stages,
                indexer.timer(MetricNames.FRESHNESS),
                indexer.counter(MetricNames.INDEX_DOCUMENTS, Map.of(MetricNames.OUTCOME_TAG, "created")),
                archiver.counter(MetricNames.ARCHIVE_OBJECTS),
                archiver.counter(MetricNames.ARCHIVE_BYTES));
    }

    private static StageReading stage(StageReading.State state, MetricsPage page, Long lag) {
        return new StageReading(
                state,
                page.counter(MetricNames.RECORDS_IN),
                page.counter(MetricNames.RECORDS_DROPPED),
                page.counter(MetricNames.DEAD_LETTERS),
                lag == null ? OptionalLong.empty() : OptionalLong.of(lag));
    }

    private CompletableFuture<StageReading.State> state(Service service) {
        return get(service, "/q/health/ready")
                .thenApply(
                        answer -> answer.statusCode() == 200 ? StageReading.State.READY : StageReading.State.NOT_READY)
                .exceptionally(_ -> StageReading.State.DOWN);
    }

    private CompletableFuture<MetricsPage> page(Service service) {
        return get(service, "/q/metrics")
                .thenApply(answer -> MetricsPage.parse(answer.statusCode() == 200 ? answer.body() : ""))
                .exceptionally(_ -> MetricsPage.parse(""));
    }

    private CompletableFuture<HttpResponse<String>> get(Service service, String path) {
        var root = services.get(service);
        if (root == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("nobody said where it is"));
        }
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", "text/plain")
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private Map<Service, Long> lags() {
        if (lagsTaken) {
            lags = CompletableFuture.supplyAsync(this::readLag, kafkaThread).exceptionally(_ -> Map.of());
        }
        var inTime = lags.copy()
                .completeOnTimeout(Map.of(), lagWithin.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        lagsTaken = lags.isDone();
        return inTime;
    }

    private Map<Service, Long> readLag() {
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
        http.shutdownNow();
    }
}
