package io.logmesh.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a service for its metrics every five seconds, six times as often as the mesh's ServiceMonitor has it done. */
final class Scraping implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpRequest request;

    Scraping(URI service) {
        request = HttpRequest.newBuilder(service.resolve("/q/metrics")).build();
        var _ = clock.scheduleAtFixedRate(this::scrape, 5, 5, TimeUnit.SECONDS);
    }

    private void scrape() {
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("no metrics at " + request.uri(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.shutdownNow();
        http.close();
    }
}
