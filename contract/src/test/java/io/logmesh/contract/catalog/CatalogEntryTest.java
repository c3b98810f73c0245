package io.logmesh.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogEntryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void isReadAsItWasWritten(@ForAll("entries") CatalogEntry entry) throws Exception {
        assertThat(CatalogEntry.read(entry.toJson())).isEqualTo(entry);
        assertThat(CatalogEntry.readStrictly(entry.toJson())).isEqualTo(entry);
    }

    @Property
    void isWrittenAsJsonThatOthersRead(@ForAll("entries") CatalogEntry entry) throws IOException {
        var json = JSON.readTree(entry.toJson());
        for (var field : OwnerField.values()) {
            assertThat(json.path(field.key()).asText(null))
                    .isEqualTo(entry.texts().get(field));
        }
        entry.labels()
                .forEach((name, text) ->
                        assertThat(json.path("labels").path(name).asText()).isEqualTo(text));
        assertThat(JSON.readTree(entry.toOwner()).has("by")).isFalse();
    }

    /** Anybody may write to the topic. */
    @Property(tries = 3000)
    void anyBytesAreReadOrRefused(@ForAll byte[] key, @ForAll("values") String value) {
        var catalog = new Catalog(1 << 20);
        for (byte[] itsKey : new byte[][] {key, "namespace/a".getBytes(StandardCharsets.UTF_8)}) {
            try {
                catalog.put(itsKey, value.getBytes(StandardCharsets.UTF_8));
            } catch (InvalidEntryException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(catalog.size()).isLessThan(2);
        assertThat(catalog.isEmpty()).isEqualTo(catalog.size() == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rubbish | no JSON object",
                "[] | no JSON object",
                "{\"team\": | no JSON",
                "{} {} | behind the object",
                "{\"team\":7} | team must be a text",
                "{\"team\":{}} | team must be a text",
                "{\"version\":1.2} | version must be a text",
                "{\"team\":\"a\\u0000\"} | control character",
                "{\"labels\":[]} | labels must be an object",
                "{\"labels\":{\"\":\"a\"}} | a label's name has",
                "{\"labels\":{\"a\\n\":\"a\"}} | a label's name has",
                "{\"labels\":{\"a\":true}} | a must be a text",
            })
    void refusesWhatIsNoEntry(String value, String why) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        assertThatThrownBy(() -> read("{\"team\":\"" + "x".repeat(257) + "\"}")).hasMessageContaining("256 characters");
        assertThatThrownBy(() -> read("{\"x\":\"" + "x".repeat(16_384) + "\"}")).hasMessageContaining("may have 16384");
        var labels = new StringBuilder("{\"labels\":{\"l0\":\"x\"");
        for (int i = 1; i < 65; i++) {
            labels.append(",\"l").append(i).append("\":\"x\"");
        }
        assertThatThrownBy(() -> read(labels + "}}")).hasMessageContaining("may have 64");
    }

    @Test
    void takesNothingForNothing() throws Exception {
        assertThat(read("{\"team\":\"\",\"service\":null,\"labels\":null}").isEmpty())
                .isTrue();
        assertThat(read("{\"team\":\"a\",\"team\":null}").isEmpty()).isTrue();
        assertThat(read("{\"labels\":{\"a\":\"b\"},\"labels\":{\"c\":\"d\"}}").labels())
                .isEqualTo(Map.of("c", "d"));
    }

    @Test
    void leavesAsideWhatALaterReleaseWroteUnlessAPersonWroteIt() throws Exception {
        var value = "{\"team\":\"a\",\"pager\":{\"x\":[1]}}";

        assertThat(read(value).texts()).isEqualTo(Map.of(OwnerField.TEAM, "a"));
        assertThatThrownBy(() -> CatalogEntry.readStrictly(value.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("'pager' is none of service, team, version, zone, labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "namespace", "namespace/", "namespace/A", "namespace/a/b", "pod/", "pod/a b", "node/a"})
    void refusesWhatIsNoKey(String key) {
        assertThatThrownBy(() -> CatalogKey.read(key))
                .hasMessage("'" + key + "' is no key: it is namespace/<name> or pod/<uid>");
    }

    @Test
    void readsKeys() throws Exception {
        assertThat(CatalogKey.read("namespace/kube-system")).isEqualTo(CatalogKey.namespace("kube-system"));
        var pod = CatalogKey.pod("7b9f4e3c-8f6a-4e1b-9b1f-0e5a3c2d1f00");
        assertThat(CatalogKey.read(pod.bytes())).isEqualTo(pod);
    }

    @Provide
    Arbitrary<CatalogEntry> entries() {
        var text = Arbitraries.strings().ofMinLength(1).ofMaxLength(60).filter(it -> it.chars()
                .noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c)));
        var texts = Arbitraries.maps(Arbitraries.of(OwnerField.class), text);
        var labels = Arbitraries.maps(text, text).ofMaxSize(5);
        return Combinators.combine(texts, labels, Arbitraries.of(true, false))
                .as((its, some, watched) -> new CatalogEntry(its, new java.util.TreeMap<>(some), watched));
    }

    /** Text, and text made of what an entry is made of. */
    @Provide
    Arbitrary<String> values() {
        var pieces = Arbitraries.of(
                "{",
                "}",
                "\"team\"",
                "\"labels\"",
                "\"by\"",
                ":",
                ",",
                "\"a\"",
                "null",
                "7",
                "\"\\u0000\"",
                " ",
                "[",
                "]");
        return Arbitraries.oneOf(
                Arbitraries.strings(), pieces.list().ofMaxSize(12).map(it -> String.join("", it)));
    }

    private static CatalogEntry read(String value) throws InvalidEntryException {
        return CatalogEntry.read(value.getBytes(StandardCharsets.UTF_8));
    }
}
