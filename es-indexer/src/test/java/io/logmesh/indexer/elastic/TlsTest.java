package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.logmesh.indexer.bulk.Answer;
import io.logmesh.indexer.bulk.Doc;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.elastic.ElasticSettings.Credentials;
import io.logmesh.indexer.elastic.ElasticSettings.Trust;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate no authority of this machine has signed. */
class TlsTest {

    private static final byte[] CREATED =
            "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}".getBytes(StandardCharsets.UTF_8);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        var keys = keys();
        certificate = keys.getCertificate("node");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, CREATED.length);
            exchange.getResponseBody().write(CREATED);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void believesTheAuthorityInTheFile() throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        var file = Files.writeString(folder.resolve("ca.crt"), pem);

        assertThat(send(Trust.authority(file.toFile()))).isEqualTo(new Answer.Items(List.of(Outcome.CREATED)));
    }

    @Test
    void believesTheFingerprint() throws Exception {
        assertThat(send(new Trust.Fingerprint(fingerprint()))).isEqualTo(new Answer.Items(List.of(Outcome.CREATED)));
    }

    @Test
    void believesNoOtherAndNamesTheSettings() throws Exception {
        var other = fingerprint().replace(fingerprint().charAt(0), fingerprint().charAt(0) == 'a' ? 'b' : 'a');

        for (var trust : List.of(new Trust.Default(), new Trust.Fingerprint(other))) {
            assertThat(send(trust).toString())
                    .contains("TLS")
                    .contains("logmesh.indexer.ca")
                    .contains("logmesh.indexer.ca-fingerprint");
        }
    }

    @Test
    void goesOnToTheNextHostWhereOneIsGone() throws Exception {
        assertThat(send(new Trust.Fingerprint(fingerprint()), unused(), address()))
                .isEqualTo(new Answer.Items(List.of(Outcome.CREATED)));
    }

    private static Answer send(Trust trust) throws Exception {
        return send(trust, address());
    }

    private static Answer send(Trust trust, URI... hosts) throws Exception {
        var settings = new ElasticSettings(List.of(hosts), new Credentials.None(), trust, 1, false, false);
        try (var connection = new ElasticConnection(settings)) {
            return connection.bulk().create(List.of(Doc.of(1)));
        }
    }

    private static URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where nobody listens. */
    private static URI unused() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return URI.create("https://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static String fingerprint() throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static KeyStore keys() throws Exception {
        var file = folder.resolve("node.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var making = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=node",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc=ca:true",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        assertThat(making.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(file.toFile())) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
