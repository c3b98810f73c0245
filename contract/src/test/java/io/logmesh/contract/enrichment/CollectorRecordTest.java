package io.logmesh.contract.enrichment;

import static io.logmesh.contract.enrichment.Enrichments.enrich;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorRecordTest {

    @Test
    void addsTheMeshsFieldsAndKeepsTheCollectors() {
        var kubernetes = "{ \"namespace_name\" : \"shop\", \"labels\":{\"a\":\"\\u00e4\"} }";

        assertThat(enrich("{\"log\":\"hello\\n\", \"stream\" :\"stderr\",\"kubernetes\":" + kubernetes + ",\"n\":1e3}"))
                .isEqualTo(Map.of(
                        "@timestamp", "2024-05-05T20:00:00.000Z",
                        "ingest_ts", "2024-05-05T20:00:00.000Z",
                        "source", "payments",
                        "event_id", "018f-1-0",
                        "message", "hello",
                        "log", "hello\n",
                        "stream", "stderr",
                        "kubernetes", kubernetes,
                        "n", "1e3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "message", "MESSAGE", "body"})
    void findsTheTextOfEveryCollector(String name) {
        assertThat(enrich("{\"" + name + "\":\"[WARN] low\"}"))
                .containsEntry("message", "low")
                .containsEntry("level", "warn");
    }

    @Test
    void prefersLogToOtherTexts() {
        assertThat(enrich("{\"body\":\"b\",\"MESSAGE\":\"j\",\"message\":\"v\",\"log\":\"f\"}"))
                .containsEntry("message", "f")
                .containsEntry("MESSAGE", "j")
                .containsEntry("body", "b")
                .containsEntry("fields", "{\"message\":\"v\"}");
    }

    @Test
    void movesWhatElasticsearchWouldRefuse() {
        assertThat(enrich("{\"log\":\"a\",\"_source\":{\"b\":1},\"_id\":\"x\",\"_ID\":1,\"fields\":{\"_id\":2}}"))
                .doesNotContainKeys("_source", "_id")
                .containsEntry("_ID", "1")
                .containsEntry("fields", "{\"_id\":2,\"_id_\":\"x\",\"_source\":{\"b\":1}}");
    }

    @Test
    void hasNoMessageWhereThereIsNoText() {
        assertThat(enrich("{\"log\":{\"a\":1},\"n\":1}")).doesNotContainKey("message");
    }

    @Test
    void keepsALineWhosePrefixIsGoneFromTheMessage() {
        assertThat(enrich("{\"message\":\"[WARN] low\"}")).containsEntry("log", "[WARN] low");
        assertThat(enrich("{\"message\":\"say \\\"low\\\"\\n\"}")).doesNotContainKey("log");
        assertThat(enrich("{\"message\":\"[WARN] low\",\"log\":{}}"))
                .containsEntry("log", "{}")
                .containsEntry("fields", "{\"message\":\"[WARN] low\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        "@timestamp":"2024-05-05T10:00:00.5+02:00" | @timestamp | 2024-05-05T08:00:00.500Z
        "@timestamp":1714903200 | @timestamp | 2024-05-05T10:00:00.000Z
        "time":"2024-05-05T10:00:00.5Z" | @timestamp | 2024-05-05T10:00:00.500Z
        "timestamp":"1714903200123" | @timestamp | 2024-05-05T10:00:00.123Z
        "date":1714903200.5 | @timestamp | 2024-05-05T10:00:00.500Z
        "ingest_ts":"2024-05-05T19:59:59Z" | ingest_ts | 2024-05-05T20:00:00.000Z
        "source":"payments" | source | payments
        "event_id":"018f-1-0" | event_id | 018f-1-0
        "level":"Warning" | level | warn
        "level":30 | level | info
        "severity":"ERROR" | level | error
        "message":"x" | message | x
        "trace_id":"abc" | trace_id | abc
        "span_id":"abc" | span_id | abc
        "truncated":true | truncated | true
        """)
    void usesAMemberThatMeansTheSame(String member, String name, String value) {
        assertThat(enrich("{\"log\":\"x\"," + member + "}"))
                .containsEntry(name, value)
                .doesNotContainKey("fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"@timestamp\":\"yesterday\"",
                "\"@timestamp\":\"1999-01-01T00:00:00Z\"",
                "\"@timestamp\":{\"s\":1}",
                "\"ingest_ts\":true",
                "\"source\":\"/var/log/app.log\"",
                "\"source\":[\"payments\"]",
                "\"event_id\":\"4711\"",
                "\"level\":\"gold\"",
                "\"level\":7",
                "\"message\":\"another text\"",
                "\"message\":{\"a\": 1}",
                "\"trace_id\":17",
                "\"span_id\":\"no id\"",
                "\"truncated\":\"yes\"",
                "\"fields\":[1]",
                "\"fields\":\"x\""
            })
    void movesAMemberThatMeansSomethingElseAsItIs(String member) {
        assertThat(enrich("{\"log\":\"x\"," + member + "}")).containsEntry("fields", "{" + member + "}");
    }

    @Test
    void addsToTheCollectorsOwnFields() {
        assertThat(
                        enrich(
                                "{\"log\":\"{\\\"a\\\":1,\\\"b\\\":2}\",\"fields\":{\"a\":\"theirs\",\"level\":1},\"level\":[]}"))
                .containsEntry("fields", "{\"a\":\"theirs\",\"level\":1,\"level_\":[],\"b\":2}");
    }

    @Test
    void trustsTheCollectorsLevelMoreThanTheTexts() {
        assertThat(enrich("{\"log\":\"{\\\"level\\\":\\\"info\\\"}\",\"level\":\"error\"}"))
                .containsEntry("level", "error")
                .containsEntry("fields", "{\"level\":\"info\"}");
    }

    @Test
    void trustsTheEventsOwnTimeMoreThanTheCollectors() {
        assertThat(enrich("{\"log\":\"2024-05-05T10:00:00Z x\",\"@timestamp\":\"2024-05-05T10:00:03Z\"}"))
                .containsEntry("@timestamp", "2024-05-05T10:00:00.000Z");
    }

    @Test
    void countsTheLastOfSeveralMembersOfTheSameName() {
        assertThat(enrich("{\"level\":\"info\",\"a\":1,\"log\":\"x\",\"\\u006cevel\":\"error\",\"a\":2}"))
                .containsEntry("level", "error")
                .containsEntry("a", "2")
                .doesNotContainKey("fields");
        assertThat(enrich("{\"log\":\"{\\\"a\\\":1,\\\"a\\\":2}\"}")).containsEntry("fields", "{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "[1,2]", "17", "\"text\"", "{\"a\":1", "{} {}", "", "{\"a\":01}"})
    void wrapsWhatIsNoObject(String value) {
        assertThat(enrich(value)).containsEntry("log", value).containsEntry("message", value);
    }

    @Test
    void repairsInvalidUtf8() {
        var enriched = Enrichments.enriched(new Enrichment(), new byte[] {'a', (byte) 0xff, 0, 'b'});

        assertThat(Enrichments.members(enriched.value())).containsEntry("message", "a\ufffd\u0000b");
    }

    @Test
    void leavesOutTheFieldsAndThenCutsTheMessageOfARecordThatIsTooLarge() {
        var text = "ä".repeat(600_000);
        var value = "{\"a\":{\"b\":\"c\"},\"MESSAGE\":" + Enrichments.quoted("level=info a=b c=d msg=\"" + text + "\"")
                + "}";

        var enriched = Enrichments.enriched(new Enrichment(), value.getBytes(StandardCharsets.UTF_8));
        var record = Enrichments.members(enriched.value());

        assertThat(enriched.value()).hasSizeBetween(Enrichment.MAX_BYTES - 1, Enrichment.MAX_BYTES);
        assertThat(enriched.shaped().leftOut()).isEqualTo(2);
        assertThat(record)
                .containsEntry("truncated", "true")
                .containsEntry("level", "info")
                .containsEntry("a", "{\"b\":\"c\"}")
                .doesNotContainKey("fields");
        assertThat(record.get("message")).matches("ä+");
        assertThat(record.get("MESSAGE")).hasSizeGreaterThan(600_000);
    }

    /** As where a collector has parsed the line, and merged what it found. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" | 0af7651916cd43dd8448eb211c80319c | b7ad6b7169203331
        "dd.trace_id":"1234567890123456789","dd.span_id":987654321 | 1234567890123456789 | 987654321
        "dd":{"trace_id":"12ab","span_id":"34cd"} | 12ab | 34cd
        "traceId":"12ab","spanId":"34cd" | 12ab | 34cd
        "TraceId":"12ab","SpanId":"34cd" | 12ab | 34cd
        "otelTraceID":"12ab","otelSpanID":"34cd" | 12ab | 34cd
        "trace.id":"12ab","span.id":"34cd" | 12ab | 34cd
        "trace_id":"12ab","span_id":"34cd","traceId":"ff","dd":{"span_id":"ee"} | 12ab | 34cd
        """)
    void findsTheTraceInMembersOfAllNames(String members, String traceId, String spanId) {
        assertThat(enrich("{\"log\":\"traceId=ee spanId=dd x\"," + members + "}"))
                .containsEntry("trace_id", traceId)
                .containsEntry("span_id", spanId);
        assertThat(enrich("{\"log\":\"x\",\"traceparent\":\"00\",\"traceId\":{},\"dd\":[1]}"))
                .doesNotContainKeys("trace_id", "span_id")
                .containsEntry("traceparent", "00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        "time":"soon" | UNREADABLE_TIME
        "@timestamp":"2024-13-01T10:00:00Z","time":"2024-05-05T10:00:00Z" | UNREADABLE_TIME
        "@timestamp":"1999-05-05T10:00:00Z" | ABSURD_TIME
        "@timestamp":"2024-05-05T10:00:00Z","date":"2024-05-05" | -
        "stream":"stdout" | -
        "truncated":true | NO_OBJECT TRUNCATED
        """)
    void countsWhatIsWrongWithTheCollectorsMembers(String members, String oddities) {
        var record = "{\"log\":\"a\"," + members + "}";

        assertThat(Enrichments.enriched(new Enrichment(), record.getBytes(StandardCharsets.UTF_8))
                        .oddities())
                .extracting(Oddity::name)
                .containsExactlyInAnyOrder(oddities.equals("-") ? new String[0] : oddities.split(" ", -1));
    }
}
