package io.logmesh.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.collect.Container;
import io.logmesh.cli.lines.Line;
import io.logmesh.contract.json.JsonScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputRecordsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T09:30:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"hi\",\"kubernetes\":{\"pod_name\":\"a\"}}", // Fluentd
                "{\"date\":1763803800.5,\"log\":\"hi\"}", // Fluent Bit
                "{\"message\":\"hi\",\"timestamp\":\"2026-11-22T09:30:00Z\",\"kubernetes\":{\"pod_name\":\"a\"}}", // Vector
                "{\"log\":\"hi\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T09:30:00Z\"}", // Docker
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"hi\"}}]}]}]}", // OTLP
                "[{\"log\":\"a\"},{\"log\":\"b\"}]",
                "{\"log\":\"broken",
                "[2026-11-22 09:30:00] INFO plain text in brackets",
                "2026-11-22T09:30:00Z stdout and no CRI line",
                "12 monkeys",
                "text",
            })
    void staysAsItIs(String line) throws IOException {
        assertThat(texts(line)).containsExactly(line);
    }

    @Test
    void lineOfAContainerGetsTheShapeOfFluentd() throws IOException {
        assertThat(texts("2026-11-22T09:29:59.5Z stderr F boom \"quoted\""))
                .containsExactly("{\"log\":\"boom \\\"quoted\\\"\",\"stream\":\"stderr\",\"logtag\":\"F\","
                        + "\"time\":\"2026-11-22T09:29:59.5Z\",\"ingest_ts\":\"2026-11-22T09:30:00Z\"}");
    }

    @Test
    void lineOfAKnownContainerGetsItsMetadata() throws IOException {
        var container = new Container("shop", "cart-1", "cart", "", Map.of());
        var records = read(bytes("2026-11-22T09:29:59Z stdout F hello"), Optional.of(container));

        assertThat(text(records.getFirst()))
                .contains("\"namespace_name\":\"shop\"", "\"pod_name\":\"cart-1\"", "\"container_name\":\"cart\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1763803800.25,{\"log\":\"hi\"}]", "[[1763803800.25,{\"a\":[1]}], {\"log\":\"hi\"}]"})
    void eventOfFluentBitGivesItsTimeToItsRecord(String line) throws IOException {
        assertThat(texts(line)).containsExactly("{\"log\":\"hi\",\"@timestamp\":\"2025-11-22T09:30:00.250Z\"}");
    }

    @Test
    void emptyEventOfFluentBitStaysJson() throws IOException {
        assertThat(texts("[1763803800,{}]")).containsExactly("{\"@timestamp\":\"2025-11-22T09:30:00Z\"}");
    }

    @Test
    void eventOfFluentBitKeepsATimestampOfItsOwn() throws IOException {
        assertThat(texts("[1763803800,{\"@timestamp\":\"x\"}]")).containsExactly("{\"@timestamp\":\"x\"}");
    }

    @Test
    void blankLinesAreNoRecords() throws IOException {
        assertThat(texts("a\n\n   \n\r\nb\r\n")).containsExactly("a", "b");
        assertThat(texts("")).isEmpty();
    }

    @Test
    void prettyPrintedObjectsAreRecords() throws IOException {
        assertThat(texts("{\n  \"log\": \"a } \\\" {\"\n}\n{\n  \"log\": \"b\"\n}\n"))
                .containsExactly("{\n  \"log\": \"a } \\\" {\"\n}", "{\n  \"log\": \"b\"\n}");
    }

    @Test
    void elementsOfAPrettyPrintedArrayAreRecords() throws IOException {
        assertThat(texts("[\n  {\"log\": \"a\"},\n  {\n \"log\": \"b\"}\n]\n"))
                .containsExactly("{\"log\": \"a\"}", "{\n \"log\": \"b\"}");
    }

    @Test
    void textBehindJsonIsStillSent() throws IOException {
        assertThat(texts("{\n\"log\": 1\n}\nthe end\nof it")).containsExactly("{\n\"log\": 1\n}", "the end", "of it");
    }

    @Test
    void whatOnlyBeginsLikeJsonIsSentLineByLine() throws IOException {
        assertThat(texts("{\nstarting up\nready\n")).containsExactly("{", "starting up", "ready");
        assertThat(texts("{\n}}\nready")).containsExactly("{\n}", "}", "ready");
    }

    @Test
    void longLineIsCutAndMarked() throws IOException {
        var records = read(bytes("x".repeat(20_000_000) + "\nshort"));

        assertThat(records).hasSize(2);
        assertThat(records.getFirst().truncated()).isTrue();
        assertThat(records.getFirst().value()).hasSizeBetween(RawRecord.MAX - 10, RawRecord.MAX);
        assertThat(text(records.getFirst())).startsWith("{\"log\":\"xxx").endsWith("\",\"truncated\":true}");
        assertThat(text(records.getLast())).isEqualTo("short");
    }

    @Test
    void longLineOfAContainerKeepsItsShape() throws IOException {
        var records = read(bytes("2026-11-22T09:29:59Z stdout F " + "\"".repeat(Line.MAX + 5)));

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value()).hasSizeLessThanOrEqualTo(RawRecord.MAX);
        assertThat(text(records.getFirst())).contains("\"stream\":\"stdout\"").endsWith(",\"truncated\":true}");
        assertIsJson(records.getFirst());
    }

    @Test
    void longRubbishStaysValidJsonWithinTheLimit() throws IOException {
        var rubbish = new byte[3_000_000];
        new Random(7).nextBytes(rubbish);
        for (int i = 0; i < rubbish.length; i++) {
            rubbish[i] = rubbish[i] == '\n' ? 1 : rubbish[i];
        }
        var records = read(rubbish);

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value()).hasSizeBetween(RawRecord.MAX - 10, RawRecord.MAX);
        assertIsJson(records.getFirst());
    }

    @Test
    void shortRubbishArrivesAsItIs() throws IOException {
        var rubbish = new byte[] {0, (byte) 0xff, (byte) 0xc0, 7, '{', (byte) 0x80};

        assertThat(read(rubbish)).singleElement().extracting(RawRecord::value).isEqualTo(rubbish);
    }

    @Test
    void slowInputIsNotHeldBack() throws IOException {
        var slow = new InputStream() {
            private final byte[] text = bytes("first\nsecond\n");
            private int at;

            @Override
            public int read() {
                return at < text.length ? text[at++] : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int b = read();
                into[offset] = (byte) b;
                return b < 0 ? -1 : 1;
            }
        };
        var readAt = new ArrayList<Integer>();
        new InputRecords(new InputFormat(Optional.empty(), NOW)).read(slow, _ -> readAt.add(slow.at));

        assertThat(readAt).containsExactly(6, 13);
    }

    private static List<String> texts(String input) throws IOException {
        return read(bytes(input)).stream().map(InputRecordsTest::text).toList();
    }

    private static List<RawRecord> read(byte[] input) throws IOException {
        return read(input, Optional.empty());
    }

    private static List<RawRecord> read(byte[] input, Optional<Container> container) throws IOException {
        var records = new ArrayList<RawRecord>();
        new InputRecords(new InputFormat(container, NOW)).read(new ByteArrayInputStream(input), records::add);
        return records;
    }

    private static void assertIsJson(RawRecord record) {
        var scanner = new JsonScanner().reset(record.value());
        scanner.skipValue();
        assertThat(scanner.atEnd()).isTrue();
    }

    private static String text(RawRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
