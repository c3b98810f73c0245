package io.logmesh.contract.enrichment;

import static io.logmesh.contract.enrichment.Enrichments.enrichLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Shape;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedTextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        {"timestamp":"2024-05-05T10:00:00.123Z","level":"INFO","loggerName":"io.quarkus","message":"started"} => 2024-05-05T10:00:00.123Z => info => started => {"loggerName":"io.quarkus"}
        {"@timestamp":"2024-05-05T10:00:00.123Z","@version":"1","message":"m","logger_name":"a.B","level":"WARN","level_value":30000} => 2024-05-05T10:00:00.123Z => warn => m => {"@version":"1","logger_name":"a.B","level_value":30000}
        {"@timestamp":"2024-05-05T10:00:00.123Z","log.level":"ERROR","message":"m","ecs.version":"1.2.0"} => 2024-05-05T10:00:00.123Z => error => m => {"ecs.version":"1.2.0"}
        {"level":30,"time":1714903200123,"pid":1,"hostname":"h","msg":"pino"} => 2024-05-05T10:00:00.123Z => info => pino => {"pid":1,"hostname":"h"}
        {"name":"app","level":50,"msg":"bunyan","time":"2024-05-05T10:00:00.123Z","v":0} => 2024-05-05T10:00:00.123Z => error => bunyan => {"name":"app","v":0}
        {"level":"info","ts":1714903200.123456,"caller":"main.go:10","msg":"zap"} => 2024-05-05T10:00:00.123Z => info => zap => {"caller":"main.go:10"}
        {"level":"info","ts":1.7149032E9,"msg":"zap"} => 2024-05-05T10:00:00.000Z => info => zap => -
        {"time":"2024-05-05T10:00:00.123456789+02:00","level":"DEBUG","msg":"slog","http":{"status":200}} => 2024-05-05T08:00:00.123Z => debug => slog => {"http":{"status":200}}
        {"severity":"CRITICAL","message":"gcp","timestamp":"1714903200123456789"} => 2024-05-05T10:00:00.123Z => fatal => gcp => -
        {"event":"structlog","level":"warning","timestamp":"2024-05-05T10:00:00Z"} => 2024-05-05T10:00:00.000Z => warn => structlog => -
        {"levelname":"ERROR","message":"python","ts":1714903200123456} => 2024-05-05T10:00:00.123Z => error => python => -
        {"event":"user.login","message":"m","lvl":"eror"} => - => error => m => {"event":"user.login"}
        """)
    void liftsWhatHasAMeaningOutOfJson(String line, String time, String level, String message, String fields) {
        var record = enrichLine(line);

        assertThat(record).containsEntry("level", level).containsEntry("message", message);
        assertThat(record.get("@timestamp")).isEqualTo(time.equals("-") ? record.get("ingest_ts") : time);
        assertThat(record.getOrDefault("fields", "-")).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        time="2024-05-05T10:00:00.123Z" level=warning msg="quoted \\"text\\"" n=5 => warn => quoted "text" => {"n":"5"}
        level=info ts=2024-05-05T10:00:00.123Z caller=main.go:10 msg=started => info => started => {"caller":"main.go:10"}
        ts=2024-05-05T10:00:00.123Z lvl=eror msg="x" err= path=C:\\temp => error => x => {"err":"","path":"C:\\\\temp"}
        2024-05-05T10:00:00.123Z INFO request method=GET status=200 => info => request method=GET status=200 => {"method":"GET","status":"200"}
        ts=1714903200.123 level=info msg="a\\x1b[0m" a=1 => info => a\\x1b[0m => {"a":"1"}
        """)
    void readsLogfmt(String line, String level, String message, String fields) {
        assertThat(enrichLine(line))
                .containsEntry("@timestamp", "2024-05-05T10:00:00.123Z")
                .containsEntry("level", level)
                .containsEntry("message", message)
                .containsEntry("fields", fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "only=one",
                "a sentence with a=1 and b=2 somewhere in between, which are by far not most of it",
                "memberId=consumer-1, generation=3, protocol=range",
                "acks = -1 batch.size = 16384",
                "GET /?a=b&c=d HTTP/1.1",
                "a=\"unterminated b=2 c",
                "{\"broken\": json}",
                "{\"a\":1} and more",
                "[1,2,3]",
                "{"
            })
    void leavesOtherTextUnparsed(String line) {
        assertThat(enrichLine(line)).containsEntry("message", line).doesNotContainKey("fields");
    }

    @Test
    void keepsWhatItCantUseAmongTheFields() {
        var record = enrichLine("{\"level\":\"gold\",\"time\":\"5d\",\"msg\":{\"a\":1},\"trace_id\":\"n/a\"}");

        assertThat(record)
                .containsEntry("fields", "{\"level\":\"gold\",\"time\":\"5d\",\"msg\":{\"a\":1},\"trace_id\":\"n/a\"}")
                .doesNotContainKeys("level", "trace_id");
    }

    @Test
    void keepsAnAbsurdTimeUnderItsOwnNameToo() {
        assertThat(enrichLine("{\"ts\":1234567890,\"msg\":\"x\"}"))
                .containsEntry("fields", "{\"ts\":1234567890,\"absurd_time\":\"2009-02-13T23:31:30.000Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trace_id\":\"" + TRACE + "\",\"span_id\":\"" + SPAN + "\"}",
                "{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + SPAN + "\"}",
                "{\"trace.id\":\"" + TRACE + "\",\"span.id\":\"" + SPAN + "\"}",
                "{\"dd.trace_id\":\"" + TRACE + "\",\"dd.span_id\":\"" + SPAN + "\"}",
                "{\"traceparent\":\"00-" + TRACE + "-" + SPAN + "-01\"}",
                "msg=x trace_id=" + TRACE + " span_id=" + SPAN
            })
    void findsTheTrace(String line) {
        assertThat(enrichLine(line)).containsEntry("trace_id", TRACE).containsEntry("span_id", SPAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trace_id\":\"00000000000000000000000000000000\",\"span_id\":\"0000000000000000\"}",
                "{\"traceparent\":\"00-00000000000000000000000000000000-0000000000000000-00\"}",
                "{\"trace_id\":\"\",\"span_id\":null}"
            })
    void knowsThatZerosAreNoTrace(String line) {
        assertThat(enrichLine(line)).doesNotContainKeys("trace_id", "span_id");
    }

    @Test
    void leavesOutFieldsBeyondTheLimitAndCountsThem() {
        var line = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));

        var enriched = Enrichments.enriched(new Enrichment(), line.getBytes(StandardCharsets.UTF_8));
        assertThat(enriched.shaped().leftOut())
                .as("members of the record are no fields")
                .isZero();

        var wrapped = "{\"log\":" + Enrichments.quoted(line) + "}";
        enriched = Enrichments.enriched(new Enrichment(), wrapped.getBytes(StandardCharsets.UTF_8));
        assertThat(enriched.shaped().leftOut()).isEqualTo(10_000 - Shape.DEFAULT_FIELDS);
        assertThat(Enrichments.members(enriched.value()).get("fields")).endsWith("\"k199\":199}");
    }

    @Test
    void stripsColoursFromTheMessageOnly() {
        var line = "\u001b[32mINFO\u001b[0m \u001b[1;31mred\u001b[0m\n";

        assertThat(enrichLine(line))
                .containsEntry("level", "info")
                .containsEntry("message", "red")
                .containsEntry("log", line);
        assertThat(enrichLine("{\"msg\":\"\\u001b[31mred\\u001b[0m\"}")).containsEntry("message", "red");
    }
}
