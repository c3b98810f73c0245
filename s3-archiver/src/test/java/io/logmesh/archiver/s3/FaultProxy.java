package io.logmesh.archiver.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands on the wire before a server. Each new connection meets the next fault, and none when all are met. */
final class FaultProxy implements AutoCloseable {

    /** What becomes of a connection. */
    enum Fault {
        ANSWER_500,
        ANSWER_SLOW_DOWN,
        /** Cut when some of the first object has passed. */
        RESET_IN_BODY,
        /** Cut in the second part of a multipart upload. */
        RESET_IN_SECOND_PART,
        /** The request arrives whole, and its answer is lost. */
        LOSE_ANSWER
    }

    private static final int SOME = 100_000;
    private static final int PART_AND_SOME = MultipartUpload.PART + SOME;

    private final ServerSocket socket;
    private final URI server;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger met = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FaultProxy(URI server) throws IOException {
        this.server = server;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void expect(List<Fault> next) {
        faults.addAll(next);
    }

    /** How many connections have met a fault. */
    int met() {
        return met.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                var fault = faults.poll();
                met.addAndGet(fault == null ? 0 : 1);
                threads.execute(() -> serve(client, fault));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client, Fault fault) {
        try (client;
                var upstream = new Socket(server.getHost(), server.getPort())) {
            client.setSoLinger(true, 0); // what is cut, is reset
            switch (fault) {
                case null -> pass(client, upstream, Long.MAX_VALUE, false);
                case ANSWER_500 -> answer(client, "500 Internal Server Error", "InternalError");
                case ANSWER_SLOW_DOWN -> answer(client, "503 Slow Down", "SlowDown");
                case RESET_IN_BODY -> pass(client, upstream, SOME, false);
                case RESET_IN_SECOND_PART -> pass(client, upstream, PART_AND_SOME, false);
                case LOSE_ANSWER -> pass(client, upstream, Long.MAX_VALUE, true);
            }
        } catch (IOException | UncheckedIOException _) {
            // one side has closed
        }
    }

    private static void answer(Socket client, String status, String code) throws IOException {
        var body = "<Error><Code>" + code + "</Code></Error>";
        readHead(client.getInputStream());
        client.setSoLinger(false, 0);
        client.getOutputStream()
                .write(("HTTP/1.1 " + status
                                + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.append((char) b);
        }
    }

    private void pass(Socket client, Socket upstream, long limit, boolean losesAnswer) throws IOException {
        threads.execute(() -> answers(client, upstream, losesAnswer));
        copy(client.getInputStream(), upstream.getOutputStream(), limit);
    }

    private static void answers(Socket client, Socket upstream, boolean losesAnswer) {
        try (client) {
            var in = upstream.getInputStream();
            var buffer = new byte[64 * 1024];
            for (int size = in.read(buffer); size > 0; size = in.read(buffer)) {
                var begin = new String(buffer, 0, Math.min(size, 12), StandardCharsets.US_ASCII);
                if (losesAnswer && !begin.equals("HTTP/1.1 100")) {
                    return;
                }
                client.getOutputStream().write(buffer, 0, size);
            }
        } catch (IOException _) {
            // one side has closed
        }
    }

    private static void copy(InputStream in, OutputStream out, long limit) throws IOException {
        var buffer = new byte[64 * 1024];
        long copied = 0;
        for (int size = in.read(buffer); size > 0 && copied < limit; size = in.read(buffer)) {
            out.write(buffer, 0, size);
            copied += size;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
