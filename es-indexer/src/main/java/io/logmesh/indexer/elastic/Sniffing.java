package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch.nodes.ElasticsearchNodesClient;
import co.elastic.clients.elasticsearch.nodes.info.NodeInfo;
import co.elastic.clients.transport.ElasticsearchTransport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Node;
import org.elasticsearch.client.RestClient;

/**
 * Asks the cluster for its nodes, and sends to them from then on: new ones get their part, and those that are gone are not
 * asked. Nodes that are masters only, and hold no documents, are left in peace.
 */
final class Sniffing {

    private static final List<String> DATA = List.of("data", "data_hot", "data_content");

    private final RestClient client;
    private final ElasticsearchNodesClient nodes;
    private final String scheme;

    /** @param scheme http or https, which the nodes do not tell */
    Sniffing(RestClient client, ElasticsearchTransport transport, String scheme) {
        this.client = client;
        this.nodes = new ElasticsearchNodesClient(transport);
        this.scheme = scheme;
    }

    /** What is not found leaves the hosts as they are. */
    void sniff() throws IOException {
        var found = nodes.info(request -> request.metric("http")).nodes().values().stream()
                .filter(node -> node.roles().stream().anyMatch(role -> DATA.contains(role.jsonValue())))
                .map(this::address)
                .flatMap(Optional::stream)
                .toList();
        if (!found.isEmpty()) {
            client.setNodes(found);
        }
    }

    /** Published as {@code 10.0.0.7:9200}, or as {@code name/10.0.0.7:9200}: then certificates are for the name. */
    private Optional<Node> address(NodeInfo node) {
        if (node.http() == null) {
            return Optional.empty();
        }
        var published = node.http().publishAddress();
        int slash = published.indexOf('/');
        int colon = published.lastIndexOf(':');
        var host = slash < 0 ? published.substring(0, colon) : published.substring(0, slash);
        return Optional.of(new Node(new HttpHost(host, Integer.parseInt(published.substring(colon + 1)), scheme)));
    }
}
