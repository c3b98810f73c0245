package io.logmesh.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands on the wire before S3, and spoils the requests that a test asks for. Each request has a connection of its own, and
 * passes byte by byte: a request is signed, so nothing of what is signed may change.
 */
final class S3FaultProxy implements AutoCloseable {

    /** What becomes of a request. */
    interface Fault {
        void handle(S3Exchange exchange) throws IOException, InterruptedException;
    }

    private record Rule(Predicate<S3Exchange> concerns, Fault fault) {}

    private static final Rule PASS = new Rule(_ -> false, S3Exchange::pass);

    private final URI target;
    private final ServerSocket socket;
    private final AtomicInteger spoiled = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Rule rule = PASS;

    S3FaultProxy(URI target) throws IOException {
        this.target = target;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** From now on, those requests meet that fault. */
    void spoil(Predicate<S3Exchange> concerns, Fault fault) {
        spoiled.set(0);
        rule = new Rule(concerns, fault);
    }

    /** From now on, requests pass. Those that wait at a {@link Gate} go on waiting. */
    void pass() {
        rule = PASS;
    }

    /** How many requests met the present fault, or the last one. */
    int spoiled() {
        return spoiled.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoLinger(true, 0); // what is cut, is reset
            var exchange = S3Exchange.read(client, target);
            var present = rule;
            if (present.concerns().test(exchange)) {
                spoiled.incrementAndGet();
                present.fault().handle(exchange);
            } else {
                exchange.pass();
            }
        } catch (IOException _) {
            // one side has gone, or the server behind is down: so are we
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
