package io.logmesh.contract.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.formats.TextFormat;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Treatment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format on lines as real programs write them. A missing time or level is written as {@code -}. */
class FormatsTest {

    private static final String INGESTED = Enrichments.INGESTED.toString().replace("Z", ".000Z");

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        klog => I0505 15:04:05.000000    1234 server.go:123] Serving on [::]:10250 => 2024-05-05T15:04:05.000Z => info => Serving on [::]:10250 => {"pid":1234,"caller":"server.go:123"}
        klog => E0505 15:04:05.678901       1 reflector.go:138] "Failed to watch" err="timeout: \\"x\\"" pod="kube-system/dns" => 2024-05-05T15:04:05.678Z => error => Failed to watch => {"err":"timeout: \\"x\\"","pod":"kube-system/dns","pid":1,"caller":"reflector.go:138"}
        nginx => 10.0.0.1 - ann [05/May/2024:10:00:00 +0200] "GET /a?b=c HTTP/1.1" 404 612 "https://x/" "curl/8.0" => 2024-05-05T08:00:00.000Z => - => 10.0.0.1 - ann [05/May/2024:10:00:00 +0200] "GET /a?b=c HTTP/1.1" 404 612 "https://x/" "curl/8.0" => {"remote_addr":"10.0.0.1","remote_user":"ann","method":"GET","path":"/a?b=c","protocol":"HTTP/1.1","status":404,"bytes":612,"referer":"https://x/","user_agent":"curl/8.0"}
        nginx => 10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET / HTTP/2.0" 200 612 "-" "curl/8.0" 120 0.005 [shop-web-80] [] 10.1.0.7:8080 612 0.004 200 4b1c => 2024-05-05T10:00:00.000Z => - => 10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET / HTTP/2.0" 200 612 "-" "curl/8.0" 120 0.005 [shop-web-80] [] 10.1.0.7:8080 612 0.004 200 4b1c => {"remote_addr":"10.0.0.1","method":"GET","path":"/","protocol":"HTTP/2.0","status":200,"bytes":612,"user_agent":"curl/8.0","request_length":120,"request_time":0.005,"upstream":"shop-web-80","upstream_addr":"10.1.0.7:8080","upstream_response_length":612,"upstream_response_time":0.004,"upstream_status":200,"request_id":"4b1c"}
        nginx => 10.0.0.1 - - [05/May/2024:10:00:00 +0000] "\\x16\\x03\\x01" 400 0 => 2024-05-05T10:00:00.000Z => - => 10.0.0.1 - - [05/May/2024:10:00:00 +0000] "\\x16\\x03\\x01" 400 0 => {"remote_addr":"10.0.0.1","request":"\\\\x16\\\\x03\\\\x01","status":400,"bytes":0}
        nginx => 2024/05/05 09:54:41 [error] 29#30: *1 open() "/x" failed (2: No such file), client: 10.0.0.1, server: _, request: "GET /x HTTP/1.1", host: "shop" => 2024-05-05T09:54:41.000Z => error => open() "/x" failed (2: No such file), client: 10.0.0.1, server: _, request: "GET /x HTTP/1.1", host: "shop" => {"pid":29,"tid":30,"connection":1,"client":"10.0.0.1","server":"_","request":"GET /x HTTP/1.1","host":"shop"}
        apache => [Sun May 05 10:00:00.123456 2024] [core:error] [pid 1:tid 2] [client 10.0.0.1:80] AH00001: no => 2024-05-05T10:00:00.123Z => error => AH00001: no => {"module":"core","pid":"1:tid 2","client":"10.0.0.1:80"}
        syslog => <34>1 2024-05-05T10:00:00.123Z web-1 su 77 ID47 [origin ip="10.0.0.1" x="a\\"b"] 'su root' failed => 2024-05-05T10:00:00.123Z => fatal => 'su root' failed => {"host":"web-1","app":"su","pid":77,"msgid":"ID47","origin.ip":"10.0.0.1","origin.x":"a\\\\\\"b"}
        syslog => <165>1 2024-05-05T12:00:00+02:00 web-1 app - - - hello => 2024-05-05T10:00:00.000Z => info => hello => {"host":"web-1","app":"app"}
        syslog => <30>May  5 10:00:00 web-1 systemd[1]: Started cron. => 2024-05-05T10:00:00.000Z => info => Started cron. => {"host":"web-1","app":"systemd","pid":1}
        java => 10:00:00.123 [main] ERROR com.example.App - it broke => - => error => it broke => {"thread":"main","logger":"com.example.App"}
        java => 10:00:00.123 [main] WARN com.example.App -- it bends => - => warn => it bends => {"thread":"main","logger":"com.example.App"}
        java => 2024-05-05T10:00:00.123+02:00  INFO 1 --- [           main] c.e.App                 : Started => 2024-05-05T08:00:00.123Z => info => Started => {"pid":1,"thread":"main","logger":"c.e.App"}
        java => 2024-05-05T10:00:00.123Z  INFO 1 --- [shop] [nio-8080-exec-1] c.e.App : paid => 2024-05-05T10:00:00.123Z => info => paid => {"application":"shop","pid":1,"thread":"nio-8080-exec-1","logger":"c.e.App"}
        java => 2024-05-05 10:00:00,123 ERROR [io.quarkus] (main) Failed => 2024-05-05T10:00:00.123Z => error => Failed => {"thread":"main","logger":"io.quarkus"}
        java => 2024-05-05 10:00:00,123 INFO  [pool-1] c.e.App - done => 2024-05-05T10:00:00.123Z => info => done => {"thread":"pool-1","logger":"c.e.App"}
        java => [2024-05-05 10:00:00,123] INFO Loaded group metadata (kafka.coordinator.group.GroupCoordinator) => 2024-05-05T10:00:00.123Z => info => Loaded group metadata => {"logger":"kafka.coordinator.group.GroupCoordinator"}
        zap => 2024-05-05T10:00:00.123Z\tINFO\tcart\tcart/main.go:12\tadded\t{"sku":7,"user":"ann"} => 2024-05-05T10:00:00.123Z => info => added => {"logger":"cart","caller":"cart/main.go:12","sku":7,"user":"ann"}
        zap => 1714903200.5\tWARN\tcart/main.go:12\tslow => 2024-05-05T10:00:00.500Z => warn => slow => {"caller":"cart/main.go:12"}
        python => ERROR:shop.cart:it broke => - => error => it broke => {"logger":"shop.cart"}
        python => 2024-05-05 10:00:00,123 - my.module - WARNING - disk is filling up => 2024-05-05T10:00:00.123Z => warn => disk is filling up => {"logger":"my.module"}
        python => [2024-05-05 10:00:00,123] ERROR in app: it broke => 2024-05-05T10:00:00.123Z => error => it broke => {"module":"app"}
        postgres => 2024-05-05 10:00:00.123 UTC [71] FATAL:  no such role => 2024-05-05T10:00:00.123Z => fatal => no such role => {"pid":71}
        postgres => 2024-05-05 10:00:00.123 CET [71] ann@shop LOG:  duration: 12 ms => 2024-05-05T20:00:00.000Z => info => duration: 12 ms => {"pid":71,"session":"ann@shop"}
        postgres => 2024-05-05 10:00:00.123 GMT [71] STATEMENT:  select 1 => 2024-05-05T10:00:00.123Z => - => select 1 => {"pid":71}
        envoy => [2024-05-05T10:00:00.123Z] "GET /a HTTP/1.1" 503 UF 0 91 12 - "10.0.0.1" "curl/8.0" "4b-1c" "shop" "10.1.0.7:80" => 2024-05-05T10:00:00.123Z => - => [2024-05-05T10:00:00.123Z] "GET /a HTTP/1.1" 503 UF 0 91 12 - "10.0.0.1" "curl/8.0" "4b-1c" "shop" "10.1.0.7:80" => {"method":"GET","path":"/a","protocol":"HTTP/1.1","status":503,"flags":"UF","bytes_received":0,"bytes":91,"duration":12,"forwarded_for":"10.0.0.1","user_agent":"curl/8.0","request_id":"4b-1c","authority":"shop","upstream_addr":"10.1.0.7:80"}
        envoy => [2024-05-05 10:00:00.123][1][warning][main] [source/server.cc:1] no => 2024-05-05T10:00:00.123Z => warn => no => {"thread":1,"component":"main","caller":"source/server.cc:1"}
        logfmt => ts=2024-05-05T10:00:00Z level=warn msg="slow query" ms=12 => 2024-05-05T10:00:00.000Z => warn => slow query => {"ms":"12"}
        json => {"level":"warn","msg":"slow","ms":12} => - => warn => slow => {"ms":12}
        text => Serving on port 80 => - => - => Serving on port 80 => -
        """)
    void detectsEachFormat(String format, String line, String time, String level, String message, String fields) {
        var itsLine = line.replace("\\t", "\t");
        var enriched = enriched(itsLine, Treatment.DEFAULT);
        var record = Enrichments.members(enriched.value());

        assertThat(enriched.format().tag()).isEqualTo(format);
        assertThat(record)
                .containsEntry("@timestamp", time.equals("-") ? INGESTED : time)
                .containsEntry("message", message.replace("\\t", "\t"))
                .containsEntry("log", itsLine);
        assertThat(record.getOrDefault("level", "-")).isEqualTo(level);
        assertThat(record.getOrDefault("fields", "-")).isEqualTo(fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1",
                "<34>",
                "<999>1 2024-05-05T10:00:00Z a b c d - e",
                "<34>Foo 55 10:00:00 a b",
                "10.0.0.1 - - [05/May/2024:10:00:00 +0000] no request",
                "[2024-05-05T10:00:00.123Z] \"GET",
                "10:00:00 is no log line",
                "2024-05-05 10:00:00.123 UTC [71] SHOUT:  what",
                "WARNING:",
                "a\tINFO\tb",
                "I0505 15:04:05.000000 no bracket"
            })
    void leavesTheTextOfWhatIsInNoneOfThem(String line) {
        var enriched = enriched(line, Treatment.DEFAULT);

        assertThat(enriched.format()).isEqualTo(TextFormat.TEXT);
        assertThat(enriched.unparsed()).isFalse();
        assertThat(Enrichments.members(enriched.value()))
                .containsEntry("log", line)
                .doesNotContainKey("fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-13-45 10:00:00 x",
                "[2024-02-30T25:00:00Z] WARN x",
                "I1345 15:04:05.000000    1 a.go:1] x",
                "10.0.0.1 - - [99/May/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1",
                "[Sun May 45 10:00:00.123456 2024] [core:error] [pid 1:tid 2] x",
                "<34>May 45 10:00:00 host app[1]: x",
                "<34>1 2024-05-45T10:00:00Z host app - - - x",
                "2024-05-05 10:00:00.123 PST [71] FATAL:  hours away from UTC"
            })
    void countsTimesThatCannotBeRead(String line) {
        var enriched = enriched(line, Treatment.DEFAULT);

        assertThat(enriched.oddities()).contains(Oddity.UNREADABLE_TIME);
        assertThat(enriched.time()).isEqualTo(Enrichments.INGESTED.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-05 10:00:00 x",
                "2024-05-05 10:00 started, and says no seconds",
                "2024-05-05 10:00",
                "2024-05-05 is a day",
                "1234-56-78 90 is a number",
                "<34>1 - host app - - - x",
                "2024-05-05 10:00:00.123 UTC [71] FATAL:  x",
                "x"
            })
    void countsNoOtherTimes(String line) {
        assertThat(enriched(line, Treatment.DEFAULT).oddities()).doesNotContain(Oddity.UNREADABLE_TIME);
    }

    @Test
    void takesAnEventOfSeveralLinesByItsFirst() {
        var record = Enrichments.members(enriched(
                        "10:00:00.123 [main] ERROR c.e.App - it broke\njava.io.IOException: x\n\tat a.b.C",
                        Treatment.DEFAULT)
                .value());

        assertThat(record)
                .containsEntry("message", "it broke\njava.io.IOException: x\n\tat a.b.C")
                .containsEntry("fields", "{\"thread\":\"main\",\"logger\":\"c.e.App\"}");
    }

    @Test
    void triesOnlyWhatTheSourceNames() throws Exception {
        var logfmt = treatment("parse: logfmt");

        assertThat(enriched("a=1 b=2", logfmt).format()).isEqualTo(TextFormat.LOGFMT);
        var other = enriched("2024-05-05 10:00:00 WARN {\"a\":1}", logfmt);
        assertThat(other.format()).isEqualTo(TextFormat.TEXT);
        assertThat(other.unparsed()).isTrue();
        assertThat(Enrichments.members(other.value()))
                .containsEntry("level", "warn")
                .containsEntry("message", "{\"a\":1}")
                .doesNotContainKey("fields");
        assertThat(enriched("{\"a\":1}", treatment("parse: off")).unparsed()).isFalse();
        assertThat(enriched("{\"a\":1}", treatment("parse: off")).format()).isEqualTo(TextFormat.TEXT);
    }

    @Test
    void makesFieldsOfTheGroupsOfAPattern() throws Exception {
        var treatment = treatment("parse: [json, {regex: '^(?P<verb>\\w+) took (?P<ms>\\d+)( (?P<level>\\w+))?'},"
                + " {grok: '%{IP:client.ip} %{NUMBER:size:int} %{QS:agent} %{GREEDYDATA:msg}'}]");

        assertThat(fields("GET took 12 warn", treatment)).isEqualTo("{\"verb\":\"GET\",\"ms\":\"12\"}");
        assertThat(Enrichments.members(enriched("GET took 12 warn", treatment).value()))
                .containsEntry("level", "warn");
        assertThat(fields("10.0.0.1 42 \"curl\" ä done", treatment))
                .isEqualTo("{\"client.ip\":\"10.0.0.1\",\"size\":42,\"agent\":\"\\\"curl\\\"\"}");
        assertThat(Enrichments.members(
                        enriched("10.0.0.1 42 \"curl\" ä done", treatment).value()))
                .containsEntry("message", "ä done");
        assertThat(enriched("{\"a\":1}", treatment).format()).isEqualTo(TextFormat.JSON);
        assertThat(enriched("GET took 12", treatment).format()).isEqualTo(TextFormat.PATTERN);
        assertThat(enriched("nothing", treatment).unparsed()).isTrue();
    }

    @Test
    void sticksToTheFormatOfAContainer() {
        var both = "{\"a\":1}";
        var enrichment = new Enrichment();
        var origin = new Origin("shop", "id", Enrichments.INGESTED.toEpochMilli(), Marks.NONE, "", 1, 77);
        for (int i = 0; i < 20; i++) {
            assertThat(Enrichments.enriched(enrichment, log("a=1 b=2"), origin, Treatment.DEFAULT)
                            .format())
                    .isEqualTo(TextFormat.LOGFMT);
            assertThat(Enrichments.enriched(enrichment, log(both), origin, Treatment.DEFAULT)
                            .format())
                    .isEqualTo(TextFormat.JSON);
        }
    }

    private static String fields(String line, Treatment treatment) {
        return Enrichments.members(enriched(line, treatment).value()).get("fields");
    }

    private static Enriched enriched(String line, Treatment treatment) {
        return Enrichments.enriched(new Enrichment(), log(line), Enrichments.ORIGIN, treatment);
    }

    private static byte[] log(String line) {
        return ("{\"log\":" + Enrichments.quoted(line) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static Treatment treatment(String keys) throws InvalidSourcesException {
        return Sources.parse("f", "sources:\n  app:\n    match: 'true'\n    " + keys + "\n")
                .named("app")
                .orElseThrow()
                .treatment();
    }
}
