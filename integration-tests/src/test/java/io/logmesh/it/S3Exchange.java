package io.logmesh.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One request to S3 that waits in a proxy for its answer. */
final class S3Exchange {

    private static final int BUFFER = 64 << 10;

    private final Socket client;
    private final URI server;
    private final String head;

    private S3Exchange(Socket client, URI server, String head) {
        this.client = client;
        this.server = server;
        this.head = head;
    }

    static S3Exchange read(Socket client, URI server) throws IOException {
        var head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = client.getInputStream().read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.write(b);
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return new S3Exchange(client, server, head.toString(StandardCharsets.ISO_8859_1));
    }

    /** Whether it writes an object in one piece. */
    boolean isPut() {
        return head.startsWith("PUT ") && !target().contains("partNumber=");
    }

    boolean isPart(int number) {
        return head.startsWith("PUT ") && target().contains("partNumber=" + number + "&");
    }

    /** Whether it makes an object of the parts of an upload. */
    boolean isCompletion() {
        return head.startsWith("POST ") && target().contains("uploadId=");
    }

    /** The path and the query. */
    String target() {
        return head.split(" ", 3)[1];
    }

    void pass() throws IOException {
        try (var upstream = connect()) {
            var answers = Thread.ofVirtual().start(() -> copyQuietly(upstream, client));
            sendBody(upstream, Long.MAX_VALUE);
            join(answers);
            client.setSoLinger(false, 0);
        }
    }

    /** Lets it through, and its answer when that gate opens. */
    void passAndHoldAnswer(Gate gate) throws IOException, InterruptedException {
        var answer = carryOut();
        gate.await();
        client.getOutputStream().write(answer);
        client.setSoLinger(false, 0);
    }

    /** Lets it through whole, and nobody hears of it. */
    void loseAnswer() throws IOException {
        var _ = carryOut();
    }

    /** Cuts the connection to both sides when so much of the body has passed. */
    void resetAfter(long bytes) throws IOException {
        try (var upstream = connect()) {
            var _ = Thread.ofVirtual().start(() -> copyQuietly(upstream, client));
            sendBody(upstream, bytes);
            upstream.setSoLinger(true, 0);
        }
    }

    /** Never answers; returns when the client has given up. */
    void hang() throws IOException {
        copy(client.getInputStream(), OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }

    /** Answers in the server's place. */
    void answer(int status, String code) throws IOException {
        var body = head.startsWith("HEAD ") ? "" : "<Error><Code>" + code + "</Code></Error>";
        if (!expectsContinue()) {
            copy(client.getInputStream(), OutputStream.nullOutputStream(), length());
        }
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + " Fault\r\nContent-Type: application/xml\r\nConnection: close\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        client.setSoLinger(false, 0);
    }

    /** The server's whole answer, once it has done what it is asked for. */
    private byte[] carryOut() throws IOException {
        try (var upstream = connect()) {
            var in = upstream.getInputStream();
            if (expectsContinue()) {
                readInterim(in);
            }
            sendBody(upstream, Long.MAX_VALUE);
            return in.readAllBytes();
        }
    }

    private void readInterim(InputStream in) throws IOException {
        var interim = new ByteArrayOutputStream();
        while (!interim.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            interim.write(b);
        }
        client.getOutputStream().write(interim.toByteArray());
    }

    /** Each side closes behind one request, so that the end of an answer is the end of the connection. */
    private Socket connect() throws IOException {
        var upstream = new Socket(server.getHost(), server.getPort());
        int firstHeader = head.indexOf("\r\n") + 2;
        var sent = head.substring(0, firstHeader) + "Connection: close\r\n"
                + head.substring(firstHeader).replaceAll("(?i)connection: [^\r]*\r\n", "");
        upstream.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        return upstream;
    }

    private void sendBody(Socket upstream, long limit) throws IOException {
        copy(client.getInputStream(), upstream.getOutputStream(), Math.min(limit, length()));
    }

    private long length() {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private boolean expectsContinue() {
        return head.toLowerCase(Locale.ROOT).contains("expect: 100-continue");
    }

    private static void copyQuietly(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), Long.MAX_VALUE);
            to.shutdownOutput();
        } catch (IOException _) {
            // one side has closed
        }
    }

    private static void copy(InputStream in, OutputStream out, long limit) throws IOException {
        var buffer = new byte[BUFFER];
        long left = limit;
        while (left > 0) {
            int size = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (size < 0) {
                return;
            }
            out.write(buffer, 0, size);
            left -= size;
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
