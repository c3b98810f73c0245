package io.logmesh.bench;

import io.logmesh.local.SearchSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * The baseline of the indexer: posts bulk bodies that are in files already, and looks at nothing but whether the answer says
 * that there were errors. Its connections are as many as the indexer may use, its bulks as large.
 */
final class BulkLoader {

    /**
     * Of the Elasticsearch. With less heap its circuit breaker takes part. It has half of the processors, as if the other half
     * were another machine's, as it is in production: else what the indexer takes, and the Kafka that it reads from, is taken from
     * Elasticsearch, and the loader has no Kafka.
     */
    static final SearchSize SEARCH =
            new SearchSize(1024, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    static final int CONNECTIONS = 2;

    static final int BYTES = 2 * 1024 * 1024;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final long AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int DOCUMENTS = BYTES / EnrichedRecords.SIZE;

    private final URI elasticsearch;
    private final int records;
    private final List<Path> bodies = new ArrayList<>();

    /** @param folder takes the bodies, since a million documents do not fit a small heap; read, they come from the page cache */
    BulkLoader(URI elasticsearch, int records, Path folder) throws IOException {
        this.elasticsearch = elasticsearch;
        this.records = records;
        Files.createDirectories(folder);
        for (int i = 0; i <= (records - 1) / DOCUMENTS; i++) {
            bodies.add(Files.write(folder.resolve("bulk-" + i), body(i)));
        }
    }

    /** Loads all, and returns how many documents a second were taken behind the first fifth. */
    double rate() throws Exception {
        var next = new AtomicInteger();
        var clock = new AtomicInteger(-1);
        int fifth = bodies.size() / 5;
        long[] begin = {System.nanoTime()};
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            Callable<Void> loading = () -> {
                for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                    if (i == fifth && clock.compareAndSet(-1, i)) {
                        begin[0] = System.nanoTime();
                    }
                    post(client, Files.readAllBytes(bodies.get(i)));
                }
                return null;
            };
            for (var loaded : threads.invokeAll(
                    IntStream.range(0, CONNECTIONS).mapToObj(_ -> loading).toList())) {
                loaded.get();
            }
        }
        return (records - (double) fifth * DOCUMENTS) * 1e9 / (System.nanoTime() - begin[0]);
    }

    private void post(HttpClient client, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(elasticsearch.resolve("/_bulk?filter_path=errors"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY_REQUESTS) {
            LockSupport.parkNanos(AGAIN_AFTER);
            answer = client.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
            throw new IllegalStateException("a bulk was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private byte[] body(int number) {
        var body = new ByteArrayOutputStream();
        int first = number * DOCUMENTS;
        for (int i = first; i < Math.min(first + DOCUMENTS, records); i++) {
            var action = "{\"create\":{\"_index\":\"" + EnrichedRecords.INDEX + "\",\"_id\":\"" + EnrichedRecords.id(i)
                    + "\"}}\n";
            body.writeBytes(action.getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(EnrichedRecords.document(i));
            body.write('\n');
        }
        return body.toByteArray();
    }
}
