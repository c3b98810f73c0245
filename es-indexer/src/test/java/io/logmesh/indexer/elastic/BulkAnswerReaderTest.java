package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Outcome.Misfit;
import io.logmesh.indexer.bulk.Outcome.PutOff;
import io.logmesh.indexer.bulk.Outcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
                        misfit(", at field kubernetes", "kubernetes"),
                        misfit(", caused by illegal_argument_exception, at field fields of type flattened", "fields"),
                        misfit(", caused by illegal_argument_exception", null),
                        misfit(", caused by x_content_e_o_f_exception", null),
                        misfit("", null),
                        misfit(", caused by x_content_parse_exception", null),
                        misfit(", caused by illegal_argument_exception, at field fields of type flattened", "fields"));
    }

    @Test
    void namesTheFieldThatDoesNotFitWhereTheClusterDoes() throws IOException {
        var byArgument = ", caused by illegal_argument_exception";

        assertThat(BulkAnswerReader.read(answer("misfits.json"), 6))
                .containsExactly(
                        Outcome.CREATED,
                        misfit(byArgument, null), // in an index in the mode logsdb, without a time
                        misfit(byArgument + ", at field @timestamp of type date", "@timestamp"),
                        misfit(byArgument + ", at field @timestamp of type date", "@timestamp"),
                        misfit(byArgument + ", at field kubernetes.pod_name of type keyword", "kubernetes.pod_name"),
                        misfit(byArgument, null)); // too many fields
    }

    @Test
    void putsOffWhatTheClusterIsAtFaultFor() throws IOException {
        assertThat(BulkAnswerReader.read(answer("cluster-at-fault.json"), 6))
                .containsExactly(
                        new PutOff("cluster_block_exception", false),
                        new PutOff("cluster_block_exception", false),
                        new PutOff("index_closed_exception", false),
                        new PutOff("unavailable_shards_exception", false),
                        new PutOff("index_not_found_exception", false),
                        new PutOff("validation_exception", false));
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

    private static Misfit misfit(String detail, String field) {
        return new Misfit(new Refused(PARSING, PARSING + detail), Optional.ofNullable(field));
    }

    private static byte[] answer(String name) throws IOException {
        try (var resource = BulkAnswerReaderTest.class.getResourceAsStream(name)) {
            return resource.readAllBytes();
        }
    }
}
