package io.logmesh.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.console.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private CannedStore store;
    private Archive archive;

    @BeforeEach
    void open() throws IOException {
        store = new CannedStore(Map.of(
                "logs/app/dt=2026-01-31/hour=23/a.json.gz", packed("packed"),
                "logs/app/dt=2026-01-31/hour=23/b.json", bytes("plain"),
                "logs/app/", bytes(""),
                "logs/app-2/dt=2026-01-31/hour=23/c.json", bytes("other"),
                "logs/stray", bytes("?"),
                "elsewhere/d.json", bytes("not ours")));
        archive = store.archive("logmesh");
    }

    @AfterEach
    void close() {
        archive.close();
        store.close();
    }

    @Test
    void listsPageAfterPage() {
        assertThat(list(Optional.empty()))
                .containsExactly(
                        new ArchivedObject(
                                "logs/app-2/dt=2026-01-31/hour=23/c.json",
                                "app-2",
                                5,
                                Instant.parse("2026-01-31T23:00:00Z")),
                        new ArchivedObject(
                                "logs/app/dt=2026-01-31/hour=23/a.json.gz",
                                "app",
                                packed("packed").length,
                                Instant.parse("2026-01-31T23:00:00Z")),
                        new ArchivedObject(
                                "logs/app/dt=2026-01-31/hour=23/b.json",
                                "app",
                                5,
                                Instant.parse("2026-01-31T23:00:00Z")),
                        new ArchivedObject("logs/stray", "", 1, Instant.parse("2026-01-31T23:00:00Z")));
        assertThat(store.server().asked()).hasSize(3);
    }

    @Test
    void listsOneSourceAndNotThoseWhoseNamesBeginAlike() {
        assertThat(list(Optional.of("app"))).extracting(ArchivedObject::source).containsExactly("app", "app");
        assertThat(list(Optional.of("nobody"))).isEmpty();
    }

    @Test
    void unpacksWhatIsPacked() throws IOException {
        assertThat(read("logs/app/dt=2026-01-31/hour=23/a.json.gz")).isEqualTo("packed");
        assertThat(read("logs/app/dt=2026-01-31/hour=23/b.json")).isEqualTo("plain");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> read("logs/nothing"))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no logs/nothing in the archive logmesh");
        try (var other = store.archive("other")) {
            assertThatThrownBy(() -> other.forEach(Optional.empty(), _ -> {}))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("the archive other does not exist");
        }
    }

    private List<ArchivedObject> list(Optional<String> source) {
        var objects = new ArrayList<ArchivedObject>();
        archive.forEach(source, objects::add);
        return objects;
    }

    private String read(String key) throws IOException {
        try (var content = archive.read(key)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
