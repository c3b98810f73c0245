package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.Doc;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkBodyTest {

    @Test
    void writesTwoLinesForEachDocument() {
        var body = text(List.of(Doc.of(1, "{\"a\":\"ü\"}"), Doc.of(2)));

        assertThat(body).isEqualTo("""
                {"create":{"_index":"logs-web-2026.11.22","_id":"1"}}
                {"a":"ü"}
                {"create":{"_index":"logs-web-2026.11.22","_id":"2"}}
                {}
                """);
    }

    @Test
    void putsAPrettyPrintedDocumentOnOneLine() {
        var body = text(List.of(Doc.of(1, "{\n  \"a\": \"x\\ny\"\r\n}\n")));

        assertThat(body).endsWith("}}\n{   \"a\": \"x\\ny\"\r } \n");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        var documents = List.of(Doc.of(1, "{\"a\":\"ü\"}"), Doc.of(2), Doc.of(3, "{\n}"));
        var whole = text(documents);

        assertThat(BulkBody.length(documents)).isEqualTo(whole.getBytes(StandardCharsets.UTF_8).length);
        for (int size = 1; size < 100; size++) {
            assertThat(text(documents, size)).isEqualTo(whole);
        }
    }

    private static String text(List<Doc> documents) {
        return text(documents, 10_000);
    }

    private static String text(List<Doc> documents, int pieceSize) {
        var body = new BulkBody(documents);
        var out = new ByteArrayOutputStream();
        var piece = new byte[pieceSize];
        for (int count = body.read(piece); count > 0; count = body.read(piece)) {
            out.write(piece, 0, count);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
