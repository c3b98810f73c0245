package io.logmesh.contract.enrichment;

import static io.logmesh.contract.enrichment.Enrichments.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EnrichmentPropertiesTest {

    private static final List<String> MESH = List.of(
            "@timestamp",
            "ingest_ts",
            "source",
            "level",
            "message",
            "fields",
            "trace_id",
            "span_id",
            "event_id",
            "lines",
            "covers",
            "truncated",
            "owner");

    /** One for all tries, as in production: nothing of a record may show up in the next one. */
    private final Enrichment enrichment = new Enrichment();

    @Property
    void anyBytesMakeAValidRecord(@ForAll byte[] value) {
        assertValid(Enrichments.enriched(enrichment, value).value());
    }

    @Property(tries = 3000)
    void anyTextMakesAValidRecord(@ForAll("lines") String line) {
        var value = ("{\"log\":" + Enrichments.quoted(line) + "}").getBytes(StandardCharsets.UTF_8);

        var record = assertValid(Enrichments.enriched(enrichment, value).value());

        assertThat(record).containsEntry("log", line).containsKey("message");
    }

    @Property(tries = 3000)
    void anyObjectKeepsItsMembersOrMovesThemToTheFields(@ForAll("objects") String object) {
        byte[] value = object.getBytes(StandardCharsets.UTF_8);
        var before = Enrichments.members(value);

        var after = assertValid(Enrichments.enriched(enrichment, value).value());

        var others = before.entrySet().stream()
                .filter(member -> !MESH.contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(after).containsAllEntriesOf(others);
    }

    @Property
    void aRecordDoesNotDependOnThoseBeforeIt(@ForAll("objects") String first, @ForAll("objects") String second) {
        Enrichments.enriched(enrichment, first.getBytes(StandardCharsets.UTF_8));
        byte[] value = second.getBytes(StandardCharsets.UTF_8);

        assertThat(Enrichments.enriched(enrichment, value).value())
                .isEqualTo(Enrichments.enriched(new Enrichment(), value).value());
    }

    private static Map<String, String> assertValid(byte[] json) {
        var scanner = new JsonScanner().reset(json);
        scanner.skipValue();
        assertThat(scanner.atEnd()).isTrue();
        var members = Enrichments.members(json);
        assertThat(members)
                .containsKeys("@timestamp", "ingest_ts")
                .containsEntry("source", ORIGIN.source())
                .containsEntry("event_id", ORIGIN.id());
        return members;
    }

    /** Random text, and text made of what the parsers look for. */
    @Provide
    Arbitrary<String> lines() {
        var pieces = Arbitraries.of(
                "INFO",
                "error",
                "[",
                "]",
                ":",
                " ",
                "\t",
                "\n",
                "=",
                "\"",
                "\\",
                "a=1",
                "b=\"x\"",
                "{",
                "}",
                ",",
                "2024-05-05",
                "T",
                "10:00:00",
                ".123",
                "Z",
                "+02:00",
                "I0505 ",
                "\u001b[31m",
                "\u001b[",
                "msg",
                "ä",
                "level=info",
                "{\"level\":30}",
                "\ud83d\ude00",
                "1714903200",
                "ts=",
                "<34>",
                "1 ",
                " - ",
                "10.0.0.1 ",
                "[05/May/2024:10:00:00 +0000] ",
                "[2024-05-05T10:00:00.123Z] ",
                "\"GET / HTTP/1.1\" ",
                "200 ",
                "May  5 10:00:00 ",
                "[Sun May 05 10:00:00.123 2024] ",
                "[core:error] ",
                "[error] 29#30: *1 ",
                ", client: ",
                "10:00:00.123 [main] ERROR ",
                "a.b.C",
                "1 --- [x] ",
                "(a.B) ",
                " UTC [71] ",
                "LOG:  ",
                "ERROR:a:",
                "app[1]: ",
                "[a b=\"c\"]");
        return Arbitraries.oneOf(
                Arbitraries.strings().filter(EnrichmentPropertiesTest::isWellFormed),
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)));
    }

    /** Objects whose names are the mesh's own as often as not. */
    @Provide
    Arbitrary<String> objects() {
        var other = Arbitraries.of("log", "MESSAGE", "body", "time", "severity", "a", "ä", "le\\u0076el_", "");
        var names = Arbitraries.oneOf(Arbitraries.of(MESH), other);
        var values = Arbitraries.oneOf(
                lines().map(Enrichments::quoted),
                Arbitraries.of(
                        "1",
                        "-1.5e3",
                        "true",
                        "null",
                        "{}",
                        "[]",
                        "[{\"a\":[1]}]",
                        "{\"a\":{\"level\":1},\"level\":2}",
                        "\"info\"",
                        "30",
                        "\"payments\"",
                        "\"2024-05-05T10:00:00Z\"",
                        "1714903200",
                        "\"abc\"",
                        "\"{\\\"message\\\":\\\"m\\\",\\\"a\\\":1,\\\"level\\\":\\\"x\\\"}\""));
        var members = Combinators.combine(names, values).as(Tuple::of);
        return members.list().ofMaxSize(8).uniqueElements(Tuple.Tuple2::get1).map(list -> list.stream()
                .map(member -> "\"" + member.get1() + "\":" + member.get2())
                .collect(Collectors.joining(" , ", "{ ", " }")));
    }

    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
