package io.logmesh.contract.enrichment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.sources.Treatment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enriches in tests, and reads the result with another parser than the one that made it. */
final class Enrichments {

    static final Instant INGESTED = Instant.parse("2024-05-05T20:00:00.000Z");
    static final Origin ORIGIN = new Origin("payments", "018f-1-0", INGESTED.toEpochMilli());

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Enrichments() {}

    /** The members of the enriched record; strings decoded, other values as their JSON text. */
    static Map<String, String> enrich(String value) {
        return members(enriched(new Enrichment(), value.getBytes(StandardCharsets.UTF_8))
                .value());
    }

    /** As {@link #enrich}, of a record in the shape of Fluentd's with this line. */
    static Map<String, String> enrichLine(String line) {
        return enrich("{\"log\":" + quoted(line) + ",\"stream\":\"stdout\"}");
    }

    static Enriched enriched(Enrichment enrichment, byte[] value) {
        return enriched(enrichment, value, ORIGIN, Treatment.DEFAULT);
    }

    static Enriched enriched(Enrichment enrichment, byte[] value, Origin origin, Treatment treatment) {
        enrichment.read(value);
        return enrichment.enrich(origin, treatment);
    }

    static String quoted(String text) {
        return new String(new JsonBuffer(64).appendString(text).toByteArray(), StandardCharsets.UTF_8);
    }

    /** Refuses what is no JSON object, or has two members of the same name in one object at any depth. */
    static Map<String, String> members(byte[] json) {
        var members = new LinkedHashMap<String, String>();
        try (var parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                members.put(name, value(parser, json));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something behind the object");
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(JsonParser parser, byte[] json) throws IOException {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (parser.currentToken().isScalarValue()) {
            return parser.getText();
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
}
