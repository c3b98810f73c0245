package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What {@code logmesh audit} found, which must balance. */
record AuditReport(JsonNode json) {

    static AuditReport of(MeshCommand command) throws IOException {
        var audit = command.run("audit", "--json", "--timeout", "4m");
        assertThat(audit.exitCode()).as(audit.out() + audit.err()).isZero();
        var report = new AuditReport(new ObjectMapper().readTree(audit.out()));
        assertThat(report.json.path("caught_up").asBoolean()).isTrue();
        for (var problem :
                new String[] {"missing_in_archive", "missing_in_index", "twice_in_archive", "twice_in_index"}) {
            assertThat(report.sum(problem)).as(problem).isZero();
        }
        return report;
    }

    long of(String source, String count) {
        return json.path("sources").path(source).path(count).asLong();
    }

    /** The source's dead letters of all services. */
    long dead(String source) {
        long dead = 0;
        for (var ofService : json.path("sources").path(source).path("dead")) {
            dead += ofService.asLong();
        }
        return dead;
    }

    long sum(String count) {
        long sum = 0;
        for (var source : json.path("sources")) {
            sum += source.path(count).asLong();
        }
        return sum;
    }
}
