package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** What of the cluster's templates, policies and indices was put from here: it says so in its {@code _meta}. */
record Inventory(RestClient client) {

    private static final String OWNER = "logmesh";
    private static final String OWN_INDICES =
            "/logs-*/_mapping?filter_path=*.mappings._meta.managed_by&expand_wildcards=open&allow_no_indices=true";
    private static final String OWN_POLICIES = "/_ilm/policy?filter_path=*.policy._meta.managed_by";
    private static final String POLICIES_OF_INDICES = "/logs-*/_settings/index.lifecycle.name"
            + "?filter_path=*.settings.index.lifecycle.name&expand_wildcards=open&allow_no_indices=true";
    private static final String TEMPLATES = "/_index_template/" + IndexTemplates.NAME
            + "*?filter_path=index_templates.name,index_templates.index_template._meta.managed_by";

    /** The names of the index templates that were put from here, such as {@code logmesh-web}; those of others are none. */
    Set<String> ownTemplates() throws IOException {
        try {
            return templateNames(get(TEMPLATES));
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == 404) {
                return Set.of();
            }
            throw e;
        }
    }

    /** Whether an index of that name would be made by our templates; true, too, where the cluster can't tell. */
    boolean wouldBeOurs(String index) throws IOException {
        var simulate = new Request("POST", "/_index_template/_simulate_index/" + index);
        simulate.addParameter("filter_path", "template.mappings._meta.managed_by");
        try {
            return OWNER.equals(leaf(new JsonScanner().reset(bytes(simulate))));
        } catch (ResponseException _) {
            return true;
        }
    }

    /** The indices that were made from our templates. */
    List<String> ownIndices() throws IOException {
        return own(OWN_INDICES);
    }

    /** The lifecycle policies that were put from here. */
    List<String> ownPolicies() throws IOException {
        return own(OWN_POLICIES);
    }

    private List<String> own(String path) throws IOException {
        return leaves(path).entrySet().stream()
                .filter(owner -> owner.getValue().equals(OWNER))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The lifecycle policies that daily indices go by, by the index; those without one are not in it. */
    Map<String, String> policiesOfIndices() throws IOException {
        return leaves(POLICIES_OF_INDICES);
    }

    private byte[] get(String path) throws IOException {
        return bytes(ClusterRequests.get(path));
    }

    private byte[] bytes(Request request) throws IOException {
        return EntityUtils.toByteArray(client.performRequest(request).getEntity());
    }

    /** In {@code {"index_templates":[{"name":"logmesh","index_template":{"_meta":{"managed_by":"logmesh"}}}]}}. */
    private static Set<String> templateNames(byte[] json) {
        var names = new HashSet<String>();
        var scanner = new JsonScanner().reset(json);
        scanner.beginObject();
        while (scanner.nextMember() && scanner.beginArray()) {
            while (scanner.nextElement()) {
                var name = "";
                var owner = "";
                scanner.beginObject();
                while (scanner.nextMember()) {
                    boolean isName =
                            text(json, scanner.keyStart(), scanner.keyEnd()).equals("name");
                    var value = leaf(scanner);
                    name = isName ? value : name;
                    owner = isName ? owner : value;
                }
                if (owner.equals(OWNER)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Of {@code {"a":{"b":{"c":"text"}},…}}, which a filter has left, the texts by the outermost names. */
    private Map<String, String> leaves(String path) throws IOException {
        var json = get(path);
        var leaves = new HashMap<String, String>();
        var scanner = new JsonScanner().reset(json);
        scanner.beginObject();
        while (scanner.nextMember()) {
            leaves.put(text(json, scanner.keyStart(), scanner.keyEnd()), leaf(scanner));
        }
        return leaves;
    }

    private static String leaf(JsonScanner scanner) {
        if (scanner.peek() != '{') {
            scanner.skipValue();
            return scanner.valueIsString() ? scanner.valueText() : "";
        }
        var leaf = "";
        scanner.beginObject();
        while (scanner.nextMember()) {
            leaf = leaf(scanner);
        }
        return leaf;
    }

    private static String text(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
}
