package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Outcome.PutOff;
import io.logmesh.indexer.bulk.Outcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers in the resources were given by Elasticsearch 8.19.21. */
class BulkAnswerReaderTest {

    private static final String PARSING = "document_parsing_exception";

    @Test
    void readsThatAllWereCreated() throws IOException {
        assertThat(BulkAnswerReader.read(answer("all-created.json"), 2))
                .containsExactly(Outcome.CREATED, Outcome.CREATED);
    }

    @Test
    void tellsDocumentsAtFaultFromThoseThatAreDone() throws IOException {
        assertThat(BulkAnswerReader.read(answer("documents-at-fault.json"), 9))
                .containsExactly(
                        Outcome.CREATED,
                        Outcome.EXISTED,
                        new Refused(PARSING, PARSING + ", at field kubernetes"),
                        parsing("illegal_argument_exception, at field fields of type flattened"),
                        parsing("illegal_argument_exception"),
                        parsing("x_content_e_o_f_exception"),
                        new Refused(PARSING, PARSING),
                        parsing("x_content_parse_exception"),
                        parsing("illegal_argument_exception, at field fields of type flattened"));
    }

    @Test
    void putsOffWhatTheClusterIsAtFaultFor() throws IOException {
        assertThat(BulkAnswerReader.read(answer("cluster-at-fault.json"), 6))
                .containsExactly(
                        new PutOff("cluster_block_exception"),
                        new PutOff("cluster_block_exception"),
                        new PutOff("index_closed_exception"),
                        new PutOff("unavailable_shards_exception"),
                        new PutOff("index_not_found_exception"),
                        new PutOff("validation_exception"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "[]",
                "{}",
                "{\"errors\":true}",
                "{\"errors\":true,\"items\":{}}",
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}]}",
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":\"x\"}},{\"create\":{\"status\":201}}]}",
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":20"
            })
    void refusesWhatIsNoAnswerToTwoDocuments(String answer) {
        assertThatThrownBy(() -> BulkAnswerReader.read(answer.getBytes(StandardCharsets.UTF_8), 2))
                .isInstanceOf(MalformedJsonException.class);
    }

    private static Refused parsing(String causedBy) {
        return new Refused(PARSING, PARSING + ", caused by " + causedBy);
    }

    private static byte[] answer(String name) throws IOException {
        try (var resource = BulkAnswerReaderTest.class.getResourceAsStream(name)) {
            return resource.readAllBytes();
        }
    }
}
