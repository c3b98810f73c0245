package io.logmesh.contract.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Shape;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Treatment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What careless and hostile programs write: it costs time in proportion to its length, and makes a valid record. */
class HostileTextTest {

    private static final int MEGABYTE = 1_000_000;
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final Enrichment enrichment = new Enrichment();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "<34>",
                "<34>1 - - - - - [a b=\"",
                "a=",
                "a=\"",
                "a=\"\\\" ",
                "\"",
                "\\",
                "\t",
                ", client: ",
                ",",
                "(a.b)",
                " (",
                "{",
                "{\"a\":",
                "10.0.0.1 - - [",
                "2024-05-05 10:00:00 ",
                "10:00:00.123 [main] ",
                "ERROR:a:",
                " - ",
                "[a]",
                "1 --- [",
                "I0505 15:04:05.000000 1 a] \"b\" c=d ",
                "\u001b[31m",
                "ä",
                "\n",
                "\n\tat a.b.C(D.java:1)"
            })
    void takesTimeInProportionToTheLengthOfALine(String piece) {
        var line = piece.repeat(MEGABYTE / piece.getBytes(StandardCharsets.UTF_8).length);
        long start = System.nanoTime();

        var enriched = enrich(line, Treatment.DEFAULT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PLENTY);
        assertThat(enriched.value().length).isLessThanOrEqualTo(Enrichment.MAX_BYTES);
        assertValid(enriched.value());
    }

    @Test
    void leavesOutFieldsBeyondItsLimit() {
        var fields = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"f" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));

        var enriched = enrich(fields, Treatment.DEFAULT);

        assertThat(enriched.shaped().leftOut()).isEqualTo(10_000 - Shape.DEFAULT_FIELDS);
        assertValid(enriched.value());
    }

    /** One level is the event; what it holds as text is text, however many levels that has. */
    @Test
    void parsesOneLevelOfJsonInJsonStrings() {
        var line = "x";
        for (int level = 0; level < 8; level++) {
            line = "{\"nested\":" + Enrichments.quoted(line) + "}";
        }

        var record = Enrichments.members(enrich(line, Treatment.DEFAULT).value());

        var fields = Enrichments.members(record.get("fields").getBytes(StandardCharsets.UTF_8));
        assertThat(record).containsEntry("log", line);
        assertThat(fields).containsOnlyKeys("nested");
        assertThat(line).isEqualTo("{\"nested\":" + Enrichments.quoted(fields.get("nested")) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "Shift_JIS", "KOI8-R", "GB18030"})
    void takesTextInAnyEncoding(String encoding) {
        byte[] text =
                "level=error msg=\"gr\u00fc\u00dfe \u6f22\u5b57 \u0434\u0430\"".getBytes(Charset.forName(encoding));
        var mixed = new ByteArrayOutputStream();
        mixed.writeBytes("{\"log\":\"\u00e4 ".getBytes(StandardCharsets.UTF_8));
        mixed.writeBytes(text);
        mixed.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        for (var value : List.of(text, mixed.toByteArray())) {
            var enriched = Enrichments.enriched(enrichment, value);
            assertValid(enriched.value());
            assertThat(Enrichments.members(enriched.value())).containsKeys("log", "message");
            assertThat(enriched.oddities()).contains(Oddity.NO_OBJECT);
        }
    }

    @Test
    void boundsTheTimeOfUsersPatterns() throws Exception {
        var bomb = treatment("parse: [{regex: '(?P<a>(x+x+)+)y'}, {regex: '^(?P<b>(a|aa)+)$'}]");
        long start = System.nanoTime();

        var enriched = enrich("x".repeat(16_000), bomb);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PLENTY);
        assertThat(enriched.unparsed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-13-45T10:00:00Z a",
                "2024-02-30 10:00:00 a",
                "I1345 15:04:05.000000 1 a.go:1] b",
                "<34>Foo 99 10:00:00 a b: c",
                "10.0.0.1 - - [32/May/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1",
                "ts=9999999999999999999 a=b"
            })
    void doesNotBelieveDatesThatAreNone(String line) {
        var record = Enrichments.members(enrich(line, Treatment.DEFAULT).value());

        assertThat(record)
                .containsEntry("@timestamp", "2024-05-05T20:00:00.000Z")
                .containsEntry("log", line);
    }

    private Enriched enrich(String line, Treatment treatment) {
        var value = ("{\"log\":" + Enrichments.quoted(line) + "}").getBytes(StandardCharsets.UTF_8);
        return Enrichments.enriched(enrichment, value, Enrichments.ORIGIN, treatment);
    }

    private static void assertValid(byte[] json) {
        var scanner = new JsonScanner().reset(json);
        scanner.skipValue();
        assertThat(scanner.atEnd()).isTrue();
    }

    private static Treatment treatment(String keys) throws InvalidSourcesException {
        return Sources.parse("f", "sources:\n  app:\n    match: 'true'\n    " + keys + "\n")
                .named("app")
                .orElseThrow()
                .treatment();
    }
}
