package io.logmesh.indexer.elastic;

import co.elastic.clients.transport.TransportUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How to reach the cluster.
 *
 * @param hosts any of its nodes, as http or https URLs; at least one
 * @param trust whom to believe that it is the cluster, where https is spoken
 * @param connections how many requests may run at once
 * @param compression whether requests are compressed, which takes CPU and spares the network
 */
public record ElasticSettings(
        List<URI> hosts, Credentials credentials, Trust trust, int connections, boolean compression) {

    /** How requests say who sends them. */
    public sealed interface Credentials {

        record None() implements Credentials {}

        record Basic(String username, String password) implements Credentials {}

        /** An API key in the encoded form that Elasticsearch hands out, the base64 of id and key. */
        record ApiKey(String encoded) implements Credentials {}
    }

    /** Which certificates of servers are believed. */
    public sealed interface Trust {

        /** Those that this machine believes. */
        record Default() implements Trust {}

        record Certificate(SSLContext context) implements Trust {}

        /** Those whose authority's certificate has this SHA-256 fingerprint, in hex digits with or without colons. */
        record Fingerprint(String sha256) implements Trust {}

        /**
         * Those of the certificate authority in that file, in PEM or DER.
         *
         * @throws IOException where it can't be read as a certificate
         */
        static Trust authority(File file) throws IOException {
            try {
                return new Certificate(TransportUtils.sslContextFromHttpCaCrt(file));
            } catch (RuntimeException e) {
                throw new IOException("it is no certificate", e);
            }
        }
    }
}
