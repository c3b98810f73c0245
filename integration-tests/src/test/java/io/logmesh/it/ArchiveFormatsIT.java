package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.cli.Main;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sources that are archived in different forms look alike to whoever lists, prints and audits them. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class ArchiveFormatsIT {

    private static final int RECORDS = 50;

    /** As {@code logmesh.yaml} of these tests says. */
    private static final Map<String, String> FORMATS =
            Map.of("audit", ".json", "payments", ".parquet", "shop", ".json.zst", "everything-else", ".json.gz");

    private final ObjectMapper mapper = new ObjectMapper();
    private final String marker = "marker" + UUID.randomUUID().toString().replace("-", "");

    @TempDir
    Path folder;

    @Test
    void eachIsListedPrintedAndBalanced(LocalMesh mesh) throws Exception {
        var command = new MeshCommand(mesh, folder);
        for (var namespace : List.of("payments", "shop", "elsewhere")) {
            var lines = new StringBuilder();
            for (int i = 0; i < RECORDS; i++) {
                lines.append(line(namespace, i)).append('\n');
            }
            var sent = command.run(
                    "send", Files.writeString(folder.resolve(namespace), lines).toString());
            assertThat(sent.exitCode()).as(sent.err()).isZero();
        }

        var report = AuditReport.of(command);

        for (var source : FORMATS.keySet()) {
            assertThat(report.of(source, "archived")).as(source).isGreaterThanOrEqualTo(RECORDS);
            var printed = cat(command, keys(command, source));
            assertThat(printed).as(source).hasSize(source.equals("audit") ? 3 * RECORDS : RECORDS);
            assertThat(printed).allSatisfy(record -> assertIsWhole(record, source));
        }
    }

    private String line(String namespace, int number) {
        return """
                {"log":"level=warn msg=\\"%s %d\\"","stream":"stderr","odd":{"deep":[1,null]},\
                "kubernetes":{"namespace_name":"%s","pod_name":"p-1","labels":{"audit":"yes","app":"x"}}}""".formatted(marker, number, namespace);
    }

    private static void assertIsWhole(JsonNode record, String source) {
        assertThat(record.path("source").asText()).isEqualTo(source);
        assertThat(record.path("level").asText()).isEqualTo("warn");
        assertThat(record.path("stream").asText()).isEqualTo("stderr");
        assertThat(record.at("/kubernetes/labels/app").asText()).isEqualTo("x");
        var odd = record.path("odd"); // no column of Parquet: there, it is a text that holds JSON
        assertThat(odd.isTextual() ? odd.asText() : odd.toString()).isEqualTo("{\"deep\":[1,null]}");
        assertThat(odd.isTextual()).isEqualTo(source.equals("payments"));
        assertThat(record.path("@timestamp").asText()).startsWith("20").endsWith("Z");
        assertThat(record.path("event_id").asText()).isNotEmpty();
    }

    /** Of the objects in its format. Rules that others tried for a while may have left some in another. */
    private List<String> keys(MeshCommand command, String source) throws IOException {
        var keys = new ArrayList<String>();
        for (var line : command.run("objects", "--source", source, "--json")
                .out()
                .lines()
                .toList()) {
            var key = mapper.readTree(line).path("key").asText();
            if (key.endsWith(FORMATS.get(source))) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The marked records that are printed, by a process of its own: bytes go past what Java calls System.out. */
    private List<JsonNode> cat(MeshCommand command, List<String> keys) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "cat",
                "--connection",
                command.connection().toString()));
        words.addAll(keys);
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var records = new ArrayList<JsonNode>();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(marker)) {
                    records.add(mapper.readTree(line));
                }
            }
        }
        return records;
    }
}
