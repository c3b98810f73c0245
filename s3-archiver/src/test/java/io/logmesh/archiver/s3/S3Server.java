package io.logmesh.archiver.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real S3 server in a JVM of its own, with one empty bucket. */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "archive-test";
    static final String ACCESS_KEY = "it";
    static final String SECRET_KEY = "it-secret";

    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Server start(Path folder) throws IOException {
        int port = freePort();
        var data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve(BUCKET));
        var settings = Files.writeString(
                folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, ACCESS_KEY, SECRET_KEY, data));
        var java = ProcessHandle.current().info().command().orElse("java");
        var jar = Path.of("target", "s3proxy", "s3proxy-jar-with-dependencies.jar");
        var builder = new ProcessBuilder(java, "-Xmx256m", "-jar", jar.toString(), "--properties", settings.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile());
        var server = new S3Server(builder.start(), port);
        server.awaitStart();
        return server;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitStart() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException("the S3 server does not start");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean answers() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
