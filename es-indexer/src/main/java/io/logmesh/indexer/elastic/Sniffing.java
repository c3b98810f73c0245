package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Node;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Asks the cluster for its nodes, and sends to them from then on: new ones get their part, and those that are gone are not
 * asked. Nodes that are masters only, and hold no documents, are left in peace.
 *
 * @param scheme http or https, which the nodes do not tell
 * @param configured where to begin again if none of the nodes answers that were found
 */
record Sniffing(RestClient client, String scheme, List<Node> configured) {

    private static final byte[] ROLES = "roles".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> DATA = List.of("data", "data_hot", "data_content");

    /** An answer without data nodes leaves the hosts as they are; where there is no answer, they are those configured. */
    void sniff() throws IOException {
        try {
            find();
        } catch (IOException e) {
            client.setNodes(configured);
            throw e;
        }
    }

    private void find() throws IOException {
        var request = new Request("GET", "/_nodes/http");
        request.addParameter("filter_path", "nodes.*.roles,nodes.*.http.publish_address");
        var answer = EntityUtils.toByteArray(client.performRequest(request).getEntity());
        var nodes = nodes(new JsonScanner().reset(answer));
        if (!nodes.isEmpty()) {
            client.setNodes(nodes);
        }
    }

    /** In {@code {"nodes":{"id":{"roles":["data"],"http":{"publish_address":"10.0.0.7:9200"}}}}}. */
    private List<Node> nodes(JsonScanner scanner) {
        var nodes = new ArrayList<Node>();
        scanner.beginObject();
        while (scanner.nextMember()) {
            scanner.beginObject();
            while (scanner.nextMember()) {
                scanner.beginObject();
                addNode(scanner, nodes);
            }
        }
        return nodes;
    }

    private void addNode(JsonScanner scanner, List<Node> nodes) {
        var address = "";
        boolean hasData = false;
        while (scanner.nextMember()) {
            if (scanner.keyIs(ROLES) && scanner.beginArray()) {
                while (scanner.nextElement()) {
                    scanner.skipValue();
                    hasData |= DATA.contains(scanner.valueText());
                }
            } else {
                scanner.beginObject();
                while (scanner.nextMember()) {
                    scanner.skipValue();
                    address = scanner.valueText();
                }
            }
        }
        if (hasData && !address.isEmpty()) {
            nodes.add(new Node(host(address)));
        }
    }

    /** Published as {@code 10.0.0.7:9200}, or as {@code name/10.0.0.7:9200}: then certificates are for the name. */
    private HttpHost host(String published) {
        int slash = published.indexOf('/');
        int colon = published.lastIndexOf(':');
        var name = slash < 0 ? published.substring(0, colon) : published.substring(0, slash);
        return new HttpHost(name, Integer.parseInt(published.substring(colon + 1)), scheme);
    }
}
