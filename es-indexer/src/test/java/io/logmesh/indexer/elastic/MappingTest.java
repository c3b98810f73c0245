package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.record.RecordField;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mapping has the fields that {@code docs/schema.md} lists, with the types that it names, and no others. */
class MappingTest {

    private static final String ADVICE = "see RecordField, and make docs/schema.md anew as it says";

    @Test
    void hasEachFieldOfTheDefinitionInItsType() throws Exception {
        var mapping = new ObjectMapper().readTree(Mapping.of(true, true));

        RecordField.indexed().forEach(field -> {
            var place = "/" + String.join("/properties/", field.path());
            assertThat(mapping.at(place).path("type").asText())
                    .as("%s: %s", field, ADVICE)
                    .isEqualTo(field.type().elasticsearch());
        });
    }

    @Test
    void hasNoOtherFields() throws Exception {
        var fields = new ArrayList<List<String>>();
        collect(new ObjectMapper().readTree(Mapping.of(true, true)), List.of(), fields);

        assertThat(fields)
                .as(ADVICE)
                .containsExactlyInAnyOrderElementsOf(
                        RecordField.indexed().map(RecordField::path).toList());
    }

    @Test
    void looksForNoTermThatLuceneRefuses() throws Exception {
        for (var property : new ObjectMapper().readTree(Mapping.of(false, false))) {
            var type = property.path("type").asText();
            assertThat(type.equals("keyword") || type.equals("flattened"))
                    .as(property.toString())
                    .isEqualTo(property.has("ignore_above"));
        }
    }

    private static void collect(JsonNode properties, List<String> path, List<List<String>> fields) {
        properties.properties().forEach(property -> {
            var inner = new ArrayList<>(path);
            inner.add(property.getKey());
            if (property.getValue().has("properties")) {
                collect(property.getValue().path("properties"), inner, fields);
            } else {
                fields.add(inner);
            }
        });
    }
}
