package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.DailyIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * What was decided for each day: which sources have an index of their own. A document for each day, which is written once and
 * never changed; whoever is first decides for all.
 */
record PlacementRecords(RestClient client) {

    private static final byte[] OWN = "own".getBytes(StandardCharsets.US_ASCII);

    /** Nothing where it is not decided yet. */
    Optional<Set<String>> find(LocalDate day) throws IOException {
        var request = new Request("GET", "/" + ControlIndex.NAME + "/_source/" + id(day));
        request.addParameter("ignore", "404");
        var answer = client.performRequest(request);
        return answer.getStatusLine().getStatusCode() == 404
                ? Optional.empty()
                : Optional.of(read(EntityUtils.toByteArray(answer.getEntity())));
    }

    /** False where somebody else has decided in between. */
    boolean decide(LocalDate day, Set<String> own) throws IOException {
        new ControlIndex(client).make();
        var request = new Request("PUT", "/" + ControlIndex.NAME + "/_create/" + id(day));
        request.setJsonEntity(own.stream()
                .sorted()
                .map(source -> '"' + source + '"') // names of sources need no escapes
                .collect(Collectors.joining(", ", "{\"own\": [", "]}")));
        try {
            client.performRequest(request);
            return true;
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == 409) {
                return false;
            }
            throw e;
        }
    }

    private static String id(LocalDate day) {
        return "placement-" + DailyIndex.DAY.format(day);
    }

    private static Set<String> read(byte[] json) {
        var own = new HashSet<String>();
        var scanner = new JsonScanner().reset(json);
        if (!scanner.beginObject()) {
            throw new MalformedJsonException("no object", 0);
        }
        while (scanner.nextMember()) {
            if (scanner.keyIs(OWN) && scanner.beginArray()) {
                while (scanner.nextElement()) {
                    scanner.skipValue();
                    own.add(scanner.valueText());
                }
            } else {
                scanner.skipValue();
            }
        }
        return own;
    }
}
