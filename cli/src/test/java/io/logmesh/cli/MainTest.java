package io.logmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "up ",
                        "status ",
                        "send ",
                        "tap ",
                        "search ",
                        "objects ",
                        "cat ",
                        "audit ",
                        "check ",
                        "explain ",
                        "shadow ",
                        "dead ",
                        "catalog ",
                        "bench ",
                        "test ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up --frsh | logmesh up: Unknown option: '--frsh'. Did you mean --fresh?",
                "upp | logmesh: Unmatched argument at index 0: 'upp'. Did you mean up?",
                "dead | logmesh dead: say what to do: list, show or replay",
                "dead show | logmesh dead show: Missing required parameter",
                "dead list --service rooter | logmesh dead list: --service: 'rooter' is none of",
                "dead replay --max-attempts 0 | logmesh dead replay: --max-attempts must be 1 or more",
                "catalog | logmesh catalog: say what to do: put, get, list or delete",
                "catalog put namespace/a | logmesh catalog put: Missing required parameter",
                "catalog put payments team=a | logmesh catalog put: 'payments' is no key: it is namespace/<name> or pod/<uid>",
                "catalog put namespace/a team | logmesh catalog put: 'team' is neither field=text",
                "catalog put namespace/a teem=b | logmesh catalog put: 'teem' is none of service, team, version, zone, labels",
                "catalog put namespace/a {} | logmesh catalog put: that says nothing; to take an entry out, use catalog delete",
                "catalog get node/a | logmesh catalog get: 'node/a' is no key",
                "up --for 5 | logmesh up: Invalid value for option '--for': '5' is no duration: write a number and ms, s, m, h or d",
                "tap cooked | logmesh tap: 'cooked' is no STAGE: choose one of raw, routed, enriched, dead",
                "up --port-shift=x | logmesh up: Invalid value for option '--port-shift': 'x' is not an int",
                "up --port-shift=-1 | logmesh up: --port-shift",
                "status --service router=http://localhost:1 --service rooter=http://localhost:2 | logmesh status: 'rooter' is no service of the mesh",
            })
    void refusesWhatItDoesNotUnderstandInOneLine(String command, String message) {
        assertThat(run(command.strip().split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsWithOneWhereNoMeshRuns() {
        assertThat(run("status", "--json")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("no mesh runs here", "./logmesh up");
        assertThat(out.toString()).startsWith("{\"running\":false,\"ready\":false,\"reason\":\"no mesh runs here");
    }

    @Test
    void tellsAMeshThatIsDownFromOneThatIsReady() {
        assertThat(run("status", "--json", "--service", "router=http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("{\"running\":true,\"ready\":false,\"stages\":{\"router\":{\"state\":\"down\"");
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
