package io.logmesh.indexer.elastic;

import java.io.IOException;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** The index in which all indexers agree on what concerns them together. */
record ControlIndex(RestClient client) {

    static final String NAME = "logmesh-control";

    private static final String SETTINGS = "{\"settings\": {\"index.hidden\": true, \"index.number_of_shards\": 1,"
            + " \"index.auto_expand_replicas\": \"0-1\"}, \"mappings\": {\"dynamic\": false}}";

    /** Makes it, if it is not there. */
    void make() throws IOException {
        try {
            var exists = new Request("HEAD", "/" + NAME);
            if (client.performRequest(exists).getStatusLine().getStatusCode() == 404) {
                var make = new Request("PUT", "/" + NAME);
                make.setJsonEntity(SETTINGS);
                client.performRequest(make);
            }
        } catch (ResponseException e) {
            // 400: another one has made it in between
            if (e.getResponse().getStatusLine().getStatusCode() != 400) {
                throw e;
            }
        }
    }
}
