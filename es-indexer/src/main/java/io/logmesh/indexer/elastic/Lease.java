package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * The right to change what all indexers share, held by one of them at a time: a document that names its holder and the
 * time until which it holds. Whoever finds it expired takes it over, unless somebody else was faster, which Elasticsearch
 * tells by the document's sequence number. What is done under it is idempotent, so that clocks which differ do no harm.
 */
final class Lease {

    private final RestClient client;
    private final String path;
    private final Duration term;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    /** @param term how long it is held, unless it is released before */
    Lease(RestClient client, String name, Duration term, Clock clock) {
        this.client = client;
        this.path = "/" + ControlIndex.NAME + "/_doc/" + name;
        this.term = term;
        this.clock = clock;
    }

    private record Held(String owner, long until, String sequenceNumber, String primaryTerm) {}

    /** Whether it is ours now. */
    boolean acquire() throws IOException {
        new ControlIndex(client).make();
        if (succeeds("PUT", path, Map.of("op_type", "create"), claim())) {
            return true;
        }
        var held = held();
        boolean isFree = held.owner().equals(owner) || held.until() <= clock.millis();
        return isFree && succeeds("PUT", path, ifUnchanged(held), claim());
    }

    void release() throws IOException {
        var held = held();
        if (held.owner().equals(owner)) {
            succeeds("DELETE", path, ifUnchanged(held), null);
        }
    }

    private static Map<String, String> ifUnchanged(Held held) {
        return Map.of("if_seq_no", held.sequenceNumber(), "if_primary_term", held.primaryTerm());
    }

    private String claim() {
        long until = clock.millis() + term.toMillis();
        return "{\"owner\": \"" + owner + "\", \"until\": " + until + "}";
    }

    /** False where somebody else was faster. */
    private boolean succeeds(String method, String where, Map<String, String> parameters, String body)
            throws IOException {
        var request = new Request(method, where);
        parameters.forEach(request::addParameter);
        if (body != null) {
            request.setJsonEntity(body);
        }
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

    /** Who holds it; where nobody does, somebody that nobody is, for no time. */
    private Held held() throws IOException {
        try {
            var answer = client.performRequest(new Request("GET", path));
            return read(EntityUtils.toByteArray(answer.getEntity()));
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == 404) {
                return new Held("", Long.MAX_VALUE, "", "");
            }
            throw e;
        }
    }

    private static Held read(byte[] json) {
        var owner = "";
        long until = 0;
        var sequenceNumber = "";
        var primaryTerm = "";
        var scanner = new JsonScanner().reset(json);
        scanner.beginObject();
        while (scanner.nextMember()) {
            var key = text(json, scanner.keyStart(), scanner.keyEnd());
            if (key.equals("_source") && scanner.beginObject()) {
                while (scanner.nextMember()) {
                    boolean isOwner =
                            text(json, scanner.keyStart(), scanner.keyEnd()).equals("owner");
                    scanner.skipValue();
                    if (isOwner) {
                        owner = scanner.valueText();
                    } else {
                        until = Long.parseLong(text(json, scanner.valueStart(), scanner.valueEnd()));
                    }
                }
                continue;
            }
            scanner.skipValue();
            var value = text(json, scanner.valueStart(), scanner.valueEnd());
            sequenceNumber = key.equals("_seq_no") ? value : sequenceNumber;
            primaryTerm = key.equals("_primary_term") ? value : primaryTerm;
        }
        return new Held(owner, until, sequenceNumber, primaryTerm);
    }

    private static String text(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
}
