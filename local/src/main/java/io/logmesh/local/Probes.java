package io.logmesh.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Questions to a server or service: can you be used? */
final class Probes {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private Probes() {}

    /** Whether a GET of that address is answered with a status from {@code 200} up to {@code highestStatus}. */
    static boolean http(URI address, int highestStatus) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        try {
            int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status <= highestStatus;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether the broker has registered, so that it can lead partitions. */
    static boolean kafka(String bootstrapServers) throws InterruptedException {
        if (!listens(bootstrapServers)) {
            return false; // spares the Kafka client's warnings about a broker that is not there
        }
        int limit = Math.toIntExact(LIMIT.toMillis());
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        }
    }

    /** Whether the cluster has elected a master and all primary shards are there. */
    static boolean elasticsearch(URI address) throws InterruptedException {
        return http(address.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"), 200);
    }

    /** Whether anything that speaks HTTP answers; that it asks for credentials is answer enough. */
    static boolean s3(URI endpoint) throws InterruptedException {
        return http(endpoint.resolve("/"), 499);
    }

    private static boolean listens(String hostAndPort) {
        var address = hostAndPort.split(":", 2);
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address[0], Integer.parseInt(address[1])), Math.toIntExact(LIMIT.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
