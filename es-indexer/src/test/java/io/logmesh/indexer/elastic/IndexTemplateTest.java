package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IndexTemplateTest {

    private final String template = IndexTemplate.text(3, 0);

    @Test
    void isJsonWithNothingLeftToFillIn() {
        var scanner = new JsonScanner().reset(template.getBytes(StandardCharsets.UTF_8));
        scanner.skipValue();

        assertThat(scanner.atEnd()).isTrue();
        assertThat(template).doesNotContain("${");
    }

    @Test
    void takesTheNumbersOfShardsAndReplicas() {
        assertThat(template).contains("\"number_of_shards\": 3").contains("\"number_of_replicas\": 0");
    }

    @Test
    void matchesDailyIndicesOnlyAndMakesNoDataStreams() {
        assertThat(template).contains("[\"logs-*-20*.*.*\"]").doesNotContain("data_stream");
    }
}
