package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.cli.connection.CannedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {

    @Test
    void readsEachLineOfEachObject() throws IOException {
        var facts = new ArrayList<Fact>();
        try (var store = new CannedStore(Map.of(
                        "logs/app/1.json.gz",
                        packed("{\"fields\":{\"event_id\":\"inner\"},\"event_id\":\"a\"}\n{\"event_id\":\"b\"}\n"),
                        "logs/app/2.json.gz",
                        packed("{\"event_id\":\"c\",\"source\":\"web\"}\n"),
                        "logs/web/3.json.gz",
                        packed("{\"event_id\":\"a\"}")));
                var archive = store.archive("logmesh")) {
            var reader = new ArchiveReader(archive, facts::add);
            reader.read();

            assertThat(facts)
                    .containsExactly(
                            archived("a", "app"), archived("b", "app"), archived("c", "app"), archived("a", "web"));
            assertThat(reader.unreadable()).isEmpty();
        }
    }

    @Test
    void lineWithoutAnIdTurnsUpAsItself() throws IOException {
        var facts = new ArrayList<Fact>();
        try (var store = new CannedStore(
                        Map.of("logs/app/1.json.gz", packed("{\"event_id\":7}\nno json\n{\"event_id\":\"a\"}\n")));
                var archive = store.archive("logmesh")) {
            new ArchiveReader(archive, facts::add).read();

            assertThat(facts)
                    .containsExactly(
                            archived("no event_id: {\"event_id\":7}", "app"),
                            archived("no event_id: no json", "app"),
                            archived("a", "app"));
        }
    }

    @Test
    void objectThatCannotBeReadIsNotedAndTheNextIsTaken() throws IOException {
        var whole = packed("{\"event_id\":\"a\"}\n".repeat(1_000));
        var facts = new ArrayList<Fact>();
        try (var store = new CannedStore(Map.of(
                        "logs/app/1.json.gz", Arrays.copyOf(whole, whole.length - 8),
                        "logs/app/2.json.gz", "plain".getBytes(StandardCharsets.UTF_8),
                        "logs/app/3.parquet", new byte[] {1},
                        "logs/app/3.avro", new byte[] {1},
                        "logs/app/_SUCCESS", packed("{}"),
                        "logs/app/4.json.gz", packed("{\"event_id\":\"b\"}\n")));
                var archive = store.archive("logmesh")) {
            var reader = new ArchiveReader(archive, facts::add);
            reader.read();

            assertThat(facts).contains(archived("b", "app"));
            assertThat(reader.unreadable())
                    .hasSize(4)
                    .anyMatch(problem -> problem.startsWith("logs/app/1.json.gz: "))
                    .anyMatch(problem -> problem.equals("logs/app/2.json.gz: Not in GZIP format"))
                    .anyMatch(problem -> problem.startsWith("logs/app/3.parquet: "))
                    .anyMatch(problem -> problem.equals("logs/app/3.avro: is of no format that the archiver writes"));
        }
    }

    private static Fact archived(String id, String source) {
        return Fact.of(Fact.Kind.ARCHIVED, id, source);
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
