package io.logmesh.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** S3Proxy, an S3 server whose buckets are folders. */
final class S3Proxy implements Program {

    private static final int HEAP_MEGABYTES = 128;
    private static final int SECRET_BYTES = 20;
    private static final String BUCKET = "logmesh";
    private static final String ACCESS_KEY = "logmesh";

    private final Installation installation;
    private final MeshHome home;
    private final Ports ports;

    S3Proxy(Installation installation, MeshHome home, Ports ports) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return Server.S3.displayName();
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(data().resolve(BUCKET));
        SettingsFile.copy("s3proxy.logback.xml", logging());
        SettingsFile.writePrivate(
                settings(),
                """
                s3proxy.endpoint=%s
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint(), ACCESS_KEY, secret(), data()) + SettingsFile.text("s3proxy.properties"));
    }

    @Override
    public List<String> command() {
        return Java.command(
                home,
                HEAP_MEGABYTES,
                installation.s3proxy().resolveSibling("classes.jsa"),
                List.of(
                        "-Dlogback.configurationFile=" + logging(),
                        "-jar",
                        installation.s3proxy().toString(),
                        "--properties",
                        settings().toString()));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean answers() throws InterruptedException {
        return Probes.s3(endpoint());
    }

    /** How to reach it. The secret is made at random for each home when first asked for. */
    S3Address address() {
        try {
            return new S3Address(endpoint(), "us-east-1", BUCKET, ACCESS_KEY, secret());
        } catch (IOException e) {
            throw new MeshException("can't keep the S3 server's secret: " + e, e);
        }
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + ports.s3());
    }

    private synchronized String secret() throws IOException {
        var file = folder().resolve("secret");
        if (!Files.exists(file)) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createDirectories(folder());
            SettingsFile.writePrivate(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file);
    }

    private Path folder() {
        return home.of("s3");
    }

    private Path data() {
        return folder().resolve("data");
    }

    private Path settings() {
        return folder().resolve("s3proxy.properties");
    }

    private Path logging() {
        return folder().resolve("logback.xml");
    }
}
