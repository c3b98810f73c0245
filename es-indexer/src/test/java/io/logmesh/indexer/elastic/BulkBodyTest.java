package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.Doc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkBodyTest {

    @Test
    void writesTwoLinesForEachDocument() {
        var body = BulkBody.of(List.of(Doc.of(1, "{\"a\":\"ü\"}"), Doc.of(2)));

        assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"create":{"_index":"logs-web-2026.11.22","_id":"1"}}
                {"a":"ü"}
                {"create":{"_index":"logs-web-2026.11.22","_id":"2"}}
                {}
                """);
    }

    @Test
    void putsAPrettyPrintedDocumentOnOneLine() {
        var body = BulkBody.of(List.of(Doc.of(1, "{\n  \"a\": \"x\\ny\"\r\n}\n")));

        assertThat(body).asString(StandardCharsets.UTF_8).endsWith("}}\n{   \"a\": \"x\\ny\"\r } \n");
    }
}
