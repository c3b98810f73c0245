package io.logmesh.contract.enrichment;

import static io.logmesh.contract.enrichment.Enrichments.enrichLine;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as real programs write them. A missing level or time is written as {@code -}. */
class PlainLinesTest {

    private static final String INGESTED = Enrichments.INGESTED.toString().replace("Z", ".000Z");

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        [2024-05-05 10:00:00,123] INFO [GroupCoordinator 1]: Stabilized group g generation 3 (kafka.coordinator.group) => 2024-05-05T10:00:00.123Z => info => [GroupCoordinator 1]: Stabilized group g generation 3 (kafka.coordinator.group)
        [2024-05-05 10:00:00,123] WARN [Producer clientId=p-1] Got error produce response (org.apache.kafka) => 2024-05-05T10:00:00.123Z => warn => [Producer clientId=p-1] Got error produce response (org.apache.kafka)
        [2024-05-05T10:00:00,123][INFO ][o.e.n.Node               ] [node-0] started => 2024-05-05T10:00:00.123Z => info => [o.e.n.Node               ] [node-0] started
        [2024-05-05T10:00:00,123][ERROR][o.e.b.Elasticsearch      ] [node-0] fatal exception while booting => 2024-05-05T10:00:00.123Z => error => [o.e.b.Elasticsearch      ] [node-0] fatal exception while booting
        2024-05-05T10:00:00.123+02:00  INFO 1 --- [           main] c.e.App : Started App in 2.1 seconds => 2024-05-05T08:00:00.123Z => info => Started App in 2.1 seconds
        10:00:00.123 [main] ERROR com.example.App - it broke => - => error => it broke
        2024-05-05 10:00:00,123 ERROR [io.quarkus] (main) Failed to start => 2024-05-05T10:00:00.123Z => error => Failed to start
        2024/05/05 09:54:41 [error] 29#29: *1 open() "/x" failed (2: No such file), client: 10.0.0.1 => 2024-05-05T09:54:41.000Z => error => open() "/x" failed (2: No such file), client: 10.0.0.1
        10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET /error HTTP/1.1" 500 612 "-" "curl/8.0" => 2024-05-05T10:00:00.000Z => - => 10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET /error HTTP/1.1" 500 612 "-" "curl/8.0"
        I0505 15:04:05.000000    1234 server.go:123] Serving securely on [::]:10250 => 2024-05-05T15:04:05.000Z => info => Serving securely on [::]:10250
        E0505 15:04:05.678901       1 reflector.go:138] "Failed to watch" err="timeout" => 2024-05-05T15:04:05.678Z => error => Failed to watch
        2024/05/05 19:54:41 http: TLS handshake error from 10.0.0.1:4711: EOF => 2024-05-05T19:54:41.000Z => - => http: TLS handshake error from 10.0.0.1:4711: EOF
        2024/05/05 19:54:41.123456 main.go:23: listening => 2024-05-05T19:54:41.123Z => - => main.go:23: listening
        2024-05-05 10:00:00,123 - my.module - WARNING - disk is filling up => 2024-05-05T10:00:00.123Z => warn => disk is filling up
        ERROR:root:it broke => - => error => it broke
        [2024-05-05 10:00:00,123: INFO/MainProcess] Connected to redis => 2024-05-05T10:00:00.123Z => info => INFO/MainProcess] Connected to redis
        2024-05-05 10:00:00.123 UTC [71] FATAL:  password authentication failed => 2024-05-05T10:00:00.123Z => fatal => password authentication failed
        2024-05-05 10:00:00 -0700 [warn]: #0 [out] failed to flush => 2024-05-05T17:00:00.000Z => warn => #0 [out] failed to flush
        [2024-05-05T10:00:00Z INFO  my_crate::module] started => 2024-05-05T10:00:00.000Z => info => my_crate::module] started
        2024-05-05T10:00:00.123Z	debug	app/main.go:10	reading config => 2024-05-05T10:00:00.123Z => debug => reading config
        [INFO] plugin/ready: Still waiting on: "kubernetes" => - => info => plugin/ready: Still waiting on: "kubernetes"
        info: Microsoft.Hosting.Lifetime[0] => - => info => Microsoft.Hosting.Lifetime[0]
        fail: Microsoft.AspNetCore.Server[13] => - => error => Microsoft.AspNetCore.Server[13]
        [10:00:00 INF] Request finished => - => info => [10:00:00 INF] Request finished
        2024-05-05 10:00:00.123 | SUCCESS  | __main__:<module>:5 - done => 2024-05-05T10:00:00.123Z => - => SUCCESS  | __main__:<module>:5 - done
        Error: connect ECONNREFUSED 127.0.0.1:5432 => - => error => Error: connect ECONNREFUSED 127.0.0.1:5432
        WARNING: A terminally deprecated method has been called => - => warn => A terminally deprecated method has been called
        """)
    void takesTheHeadOfALineApart(String line, String time, String level, String message) {
        var record = enrichLine(line + "\n");

        assertThat(record)
                .containsEntry("@timestamp", time.equals("-") ? INGESTED : time)
                .containsEntry("message", message)
                .containsEntry("log", line + "\n");
        assertThat(record.getOrDefault("level", "-")).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an error occurred while the warning was read",
                "Error handling is described in the manual",
                "HTTP ERROR 500",
                "no errors, information is scarce",
                "GET /ERROR/INFO HTTP/1.1",
                "fine, thanks",
                "alert manager started",
                "panic attack",
                "  at com.example.ERROR.run(ERROR.java:1)",
                "java.lang.IllegalStateException: fatal",
                "x=ERROR",
                "\"ERROR\" is a word",
                "the eightieth byte of this line lies behind us by the time the word is reached: ERROR"
            })
    void doesNotTakeProseForALevel(String line) {
        assertThat(enrichLine(line)).doesNotContainKey("level").containsEntry("message", line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-13-05T10:00:00Z x",
                "2023-02-29T10:00:00Z x",
                "2024-05-05T24:00:00Z x",
                "2024-05-05T10:60:00Z x",
                "2024-05-05",
                "2024-05-05T10:00",
                "20240505T100000Z",
                "I0505 15:04:05.000000 without a bracket"
            })
    void leavesWhatIsNoTimeInTheMessage(String line) {
        assertThat(enrichLine(line))
                .containsEntry("@timestamp", INGESTED)
                .containsEntry("message", line)
                .doesNotContainKey("fields");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-05 10:00:00 -10 items left, 2024-05-05T10:00:00.000Z, -10 items left",
        "2024-05-05 10:00:00.5 x, 2024-05-05T10:00:00.500Z, x",
        "2024-05-05 10:00:00.1234567891 x, 2024-05-05T10:00:00.123Z, x",
        "2024-05-05T10:00:00-02 x, 2024-05-05T12:00:00.000Z, x",
        "2024-05-05T10:00:00+0530 x, 2024-05-05T04:30:00.000Z, x",
        "2024-05-05 10:00:00 +0000 UTC x, 2024-05-05T10:00:00.000Z, UTC x"
    })
    void readsFractionsAndZones(String line, String time, String message) {
        assertThat(enrichLine(line)).containsEntry("@timestamp", time).containsEntry("message", message);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-04-28T19:59:59Z x, 2024-04-28T19:59:59.000Z",
        "2024-05-05T21:00:01Z x, 2024-05-05T21:00:01.000Z",
        "0001-01-01T00:00:00Z x, 0001-01-01T00:00:00.000Z"
    })
    void keepsATimeThatCantBeTrueAsAField(String line, String absurd) {
        assertThat(enrichLine(line))
                .containsEntry("@timestamp", INGESTED)
                .containsEntry("message", "x")
                .containsEntry("fields", "{\"absurd_time\":\"" + absurd + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"2024-04-28T20:00:00Z x, 2024-04-28T20:00:00.000Z", "2024-05-05T21:00:00Z x, 2024-05-05T21:00:00.000Z"})
    void believesATimeUpToAWeekBeforeAndAnHourBehindItsCollection(String line, String time) {
        assertThat(enrichLine(line)).containsEntry("@timestamp", time).doesNotContainKey("fields");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "INFO, INFO", "2024-05-05T10:00:00Z, 2024-05-05T10:00:00Z", "'[INFO] ', '[INFO] '"})
    void showsALineOfNothingButAPrefixAsItIs(String line, String message) {
        assertThat(enrichLine(line)).containsEntry("message", message);
    }
}
