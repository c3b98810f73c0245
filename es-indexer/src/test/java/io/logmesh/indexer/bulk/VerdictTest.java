package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @Test
    void takesSuccessAndConflictAsDone() {
        assertThat(Verdict.on(201, null)).isEqualTo(Outcome.CREATED);
        assertThat(Verdict.on(409, error("version_conflict_engine_exception"))).isEqualTo(Outcome.EXISTED);
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception",
        "429, circuit_breaking_exception",
        "429, cluster_block_exception",
        "503, unavailable_shards_exception",
        "502, exception",
        "504, process_cluster_event_timeout_exception",
        "408, exception",
        "403, cluster_block_exception",
        "403, security_exception",
        "404, index_not_found_exception",
        "400, index_closed_exception",
        "400, validation_exception"
    })
    void putsOffWhatTheClusterCauses(int status, String type) {
        assertThat(Verdict.on(status, error(type)))
                .isInstanceOfSatisfying(Outcome.PutOff.class, putOff -> assertThat(putOff.reason())
                        .isEqualTo(type));
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception, true",
        "429, circuit_breaking_exception, true",
        "429, cluster_block_exception, false",
        "503, unavailable_shards_exception, false"
    })
    void tellsTooMuchLoadFromOtherConditions(int status, String type, boolean overload) {
        assertThat(Verdict.on(status, error(type))).isEqualTo(new Outcome.PutOff(type, overload));
    }

    @Test
    void tellsAnIndexThatIsFrozenForEverFromOneThatIsReadOnlyForNow() {
        assertThat(blocked("partial-logs-web-2026.11.20", "FORBIDDEN/8/index write (api)"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.error())
                        .isEqualTo("index_frozen"));
        assertThat(blocked("restored-logs-web-2026.11.20", "FORBIDDEN/8/index write (api)"))
                .isInstanceOf(Outcome.Refused.class);
        for (var passing : new String[] {
            "FORBIDDEN/8/index write (api)",
            "FORBIDDEN/12/index read-only / allow delete (api)",
            "TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block"
        }) {
            assertThat(blocked("logs-web-2026.11.22", passing)).isInstanceOf(Outcome.PutOff.class);
        }
    }

    private static Outcome blocked(String index, String block) {
        var reason = "index [" + index + "] blocked by: [" + block + "];";
        return Verdict.on(403, new ItemError("cluster_block_exception", reason, ""));
    }

    @ParameterizedTest
    @CsvSource({"500, exception", "501, exception", "500, null_pointer_exception"})
    void doesNotSayWhoseFaultAFailureIs(int status, String type) {
        assertThat(Verdict.on(status, error(type))).isEqualTo(new Outcome.Failed(new Outcome.Refused(type, type)));
    }

    @Test
    void namesTheFieldThatDoesNotFit() {
        var error = new ItemError(
                "document_parsing_exception", "[1:5] failed to parse field [a.b] of type [long] in document", "");

        assertThat(Verdict.on(400, error))
                .isEqualTo(
                        new Outcome.Misfit(new Outcome.Refused(error.type(), error.description()), Optional.of("a.b")));
    }

    @ParameterizedTest
    @CsvSource({
        "document_parsing_exception",
        "mapper_parsing_exception",
        "illegal_argument_exception",
        "strict_dynamic_mapping_exception"
    })
    void takesWhatDoesNotFitForRepairable(String type) {
        assertThat(Verdict.on(400, error(type)))
                .isEqualTo(new Outcome.Misfit(new Outcome.Refused(type, type), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"400, routing_missing_exception", "400, parse_exception", "413, exception"})
    void refusesWhatTheDocumentCauses(int status, String type) {
        assertThat(Verdict.on(status, error(type))).isEqualTo(new Outcome.Refused(type, type));
    }

    @Test
    void namesTheStatusWhereThereIsNoError() {
        assertThat(Verdict.on(400, null)).isEqualTo(new Outcome.Refused("status_400", "status_400"));
    }

    private static ItemError error(String type) {
        return new ItemError(type, "", "");
    }
}
