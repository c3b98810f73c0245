package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.cluster.ElasticsearchClusterClient;
import co.elastic.clients.elasticsearch.ilm.ElasticsearchIlmClient;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.elasticsearch.license.ElasticsearchLicenseClient;
import co.elastic.clients.elasticsearch.license.LicenseStatus;
import co.elastic.clients.transport.ElasticsearchTransport;
import io.logmesh.contract.json.JsonScanner;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** What is asked of the cluster besides bulks. All methods throw what the client throws: see {@link Trouble#of}. */
final class ClusterRequests {

    private static final String HEALTH = "/_cluster/health?filter_path=status,number_of_nodes";

    private final RestClient client;
    private final Optional<Sniffing> sniffing;
    private final ElasticsearchClusterClient cluster;
    private final ElasticsearchIndicesClient indices;
    private final ElasticsearchIlmClient lifecycles;
    private final ElasticsearchLicenseClient licences;

    /**
     * @param transport sends through {@code client}
     * @param sniffing where the nodes are to be asked for
     */
    ClusterRequests(RestClient client, ElasticsearchTransport transport, Optional<Sniffing> sniffing) {
        this.client = client;
        this.sniffing = sniffing;
        this.cluster = new ElasticsearchClusterClient(transport);
        this.indices = new ElasticsearchIndicesClient(transport);
        this.lifecycles = new ElasticsearchIlmClient(transport);
        this.licences = new ElasticsearchLicenseClient(transport);
    }

    Inventory inventory() {
        return new Inventory(client);
    }

    ClusterFeatures features() throws IOException {
        return ClusterFeatures.read(bytes(get(ClusterFeatures.PATH)));
    }

    /** Green, yellow or red, and the number of nodes. */
    String health() throws IOException {
        var json = bytes(get(HEALTH)); // the client's own classes ask for members that come with 8.16
        var scanner = new JsonScanner().reset(json);
        var status = "unknown";
        var nodes = "0";
        scanner.beginObject();
        while (scanner.nextMember()) {
            boolean isStatus = text(json, scanner.keyStart(), scanner.keyEnd()).equals("status");
            scanner.skipValue();
            if (isStatus) {
                status = scanner.valueText();
            } else {
                nodes = text(json, scanner.valueStart(), scanner.valueEnd());
            }
        }
        return status + ", " + nodes + " nodes";
    }

    /** Looks for nodes that came or went. */
    void sniff() throws IOException {
        if (sniffing.isPresent()) {
            sniffing.get().sniff();
        }
    }

    void putComponent(String name, String json) throws IOException {
        cluster.putComponentTemplate(request -> request.name(name).withJson(new StringReader(json)));
    }

    void putTemplate(String name, String json) throws IOException {
        indices.putIndexTemplate(request -> request.name(name).withJson(new StringReader(json)));
    }

    void putPolicy(String name, String json) throws IOException {
        lifecycles.putLifecycle(request -> request.name(name).withJson(new StringReader(json)));
    }

    /** The type of the licence in force, such as {@code basic}; {@code expired} where none is. */
    String licence() throws IOException {
        var licence = licences.get().license();
        return licence.status() == LicenseStatus.Active ? licence.type().jsonValue() : "expired";
    }

    void putRepository(String name, String json) throws IOException {
        var request = new Request("PUT", "/_snapshot/" + name);
        request.setJsonEntity(json);
        client.performRequest(request);
    }

    /** Whether the credentials have these privileges on that pattern; true, too, where the cluster has no such. */
    boolean hasPrivileges(String pattern, String... privileges) throws IOException {
        var ask = new Request("POST", "/_security/user/_has_privileges");
        ask.addParameter("filter_path", "has_all_requested");
        ask.setJsonEntity("{\"index\": [{\"names\": [\"" + pattern + "\"], \"privileges\": [\""
                + String.join("\", \"", privileges) + "\"]}]}");
        try {
            return !new String(bytes(ask), StandardCharsets.UTF_8).contains("false");
        } catch (ResponseException _) {
            return true;
        }
    }

    /** But for one that a data stream still goes by, which Elasticsearch does not let go. */
    void deleteTemplate(String name) throws IOException {
        try {
            indices.deleteIndexTemplate(request -> request.name(name));
        } catch (ElasticsearchException e) {
            if (e.status() != 400) {
                throw e;
            }
        }
    }

    /** Lets indices go by that policy from now on, as old as their names say. One that is gone meanwhile is passed over. */
    void setPolicy(List<String> names, String policy) throws IOException {
        var request = new Request("PUT", "/" + String.join(",", names) + "/_settings");
        request.addParameter("ignore_unavailable", "true");
        request.setJsonEntity(
                "{\"index.lifecycle.name\": \"" + policy + "\", \"index.lifecycle.parse_origination_date\": true}");
        client.performRequest(request);
    }

    void deleteIndex(String name) throws IOException {
        indices.delete(request -> request.index(name).ignoreUnavailable(true));
    }

    /** A request for what stands at that path, with its parameters. */
    static Request get(String path) {
        int question = path.indexOf('?');
        var request = new Request("GET", path.substring(0, question));
        for (var parameter : path.substring(question + 1).split("&", -1)) {
            var pair = parameter.split("=", 2);
            request.addParameter(pair[0], pair[1]);
        }
        return request;
    }

    private byte[] bytes(Request request) throws IOException {
        return EntityUtils.toByteArray(client.performRequest(request).getEntity());
    }

    private static String text(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
}
