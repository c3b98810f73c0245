package io.logmesh.cli.dead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterTextTest {

    private final Letter letter =
            Letter.of(Letters.record("es-indexer", "logs.enriched.shop", 7, 2, "no\u001b[2J\u009b\n\"really\"", 100));

    @Test
    void isOneLineThatMovesNoCursor() {
        assertThat(LetterText.line(letter, Optional.of(Mark.PARKED)))
                .startsWith("parked    1970-01-01T00:00:02Z  x2  es-indexer-000000003e8-")
                .endsWith("-2-7  refused  shop  no [2J  \"really\"");
    }

    @Test
    void isOneObjectForMachines() {
        assertThat(LetterText.json(letter, Optional.empty()))
                .startsWith("{\"id\":\"es-indexer-000000003e8-")
                .contains("\"state\":\"open\"", "\"source\":\"shop\"", "\"record_id\":\"id-7\"")
                .endsWith(",\"attempts\":2}");
        assertThat(LetterText.wholeJson(letter, Optional.of(Mark.REPLAYED)))
                .contains("\"state\":\"replayed\"", "{\"name\":\"logmesh-id\",\"value\":\"id-7\"}")
                .endsWith(",\"key\":\"key\",\"value\":\"value 7\"}");
    }
}
