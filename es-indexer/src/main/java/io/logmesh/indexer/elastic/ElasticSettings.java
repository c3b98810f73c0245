package io.logmesh.indexer.elastic;

import co.elastic.clients.transport.TransportUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to reach the cluster.
 *
 * @param hosts any of its nodes, as http or https URLs; at least one
 * @param trust whom to believe that it is the cluster, where https is spoken
 * @param connections how many requests may run at once
 * @param compression whether requests are compressed, which takes CPU and spares the network
 * @param sniff whether the cluster is asked for its other nodes, to send to them, too
 */
public record ElasticSettings(
        List<URI> hosts, Credentials credentials, Trust trust, int connections, boolean compression, boolean sniff) {

    /** How requests say who sends them. */
    public sealed interface Credentials {

        /** The value of the header Authorization. */
        Optional<String> authorization();

        record None() implements Credentials {
            @Override
            public Optional<String> authorization() {
                return Optional.empty();
            }
        }

        record Basic(String username, String password) implements Credentials {
            @Override
            public Optional<String> authorization() {
                var pair = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
                return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
            }
        }

        /** An API key in the encoded form that Elasticsearch hands out, the base64 of id and key. */
        record ApiKey(String encoded) implements Credentials {
            @Override
            public Optional<String> authorization() {
                return Optional.of("ApiKey " + encoded);
            }
        }
    }

    /** Which certificates of servers are believed. */
    public sealed interface Trust {

        /** Empty where it is this machine's own. */
        Optional<SSLContext> context();

        /** Those that this machine believes. */
        record Default() implements Trust {
            @Override
            public Optional<SSLContext> context() {
                return Optional.empty();
            }
        }

        /** Those of an authority whose certificate was read. */
        record Authority(SSLContext read) implements Trust {
            @Override
            public Optional<SSLContext> context() {
                return Optional.of(read);
            }
        }

        /** Those of an authority whose certificate has this SHA-256 fingerprint, in 64 hex digits. */
        record Fingerprint(String sha256) implements Trust {
            @Override
            public Optional<SSLContext> context() {
                return Optional.of(TransportUtils.sslContextFromCaFingerprint(sha256));
            }
        }

        /**
         * Those of the certificate authority in that file, in PEM or DER.
         *
         * @throws IOException where it can't be read as a certificate
         */
        static Trust authority(File file) throws IOException {
            try {
                return new Authority(TransportUtils.sslContextFromHttpCaCrt(file));
            } catch (RuntimeException e) {
                throw new IOException("it is no certificate", e);
            }
        }
    }
}
