package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.cli.Main;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Dead letters of a real indexer are listed, shown and replayed, each once, also where the replay is killed. */
@ExtendWith(SharedIndexerMesh.class)
@ResourceLock(Halves.MESH)
class DeadIT {

    private static final String SOURCE = "undead";

    /** Several transactions of a replay. */
    private static final int LETTERS = 3_000;

    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition(Topics.enriched(SOURCE), 0), new TopicPartition(Topics.enriched(SOURCE), 1));

    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void eachIsReplayedOnceAndParkedBehindItsLastAttempt(IndexerMesh mesh, @TempDir Path folder) throws Exception {
        mesh.makeTopic(SOURCE);
        for (int i = 0; i < LETTERS; i++) {
            mesh.send(SOURCE, i, "{\"message\":NaN,\"number\":" + i + "}");
        }
        mesh.send(SOURCE, LETTERS, 1);
        await().atMost(WITHIN).until(() -> mesh.buried(SOURCE).size() == LETTERS);
        var command = mesh.command(folder);

        var first = letters(command);
        assertThat(first).hasSize(LETTERS).allSatisfy(letter -> {
            assertThat(letter.path("state").asText()).isEqualTo("open");
            assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        });
        assertIsShown(command, first.getFirst());
        assertThat(replay(command, "--dry-run").path("replayed").asInt()).isEqualTo(LETTERS);

        mesh.proxy().spoil(FaultProxy.answering(503)); // what is refused again would be letters of its own
        killReplayInMid(mesh, command);
        var rest = replay(command);

        assertThat(rest.path("replayed_before").asInt())
                .isPositive()
                .isEqualTo(LETTERS - rest.path("replayed").asInt());
        assertThat(timesSent(mesh)).hasSize(LETTERS + 1).allSatisfy((id, times) -> assertThat(times)
                .as(id)
                .isEqualTo(id.equals(SOURCE + '-' + LETTERS) ? 1 : 2));
        mesh.proxy().pass();
        await().atMost(WITHIN).until(() -> letters(command).size() == 2 * LETTERS);
        assertThat(replay(command, "--max-attempts", "2").path("parked").asInt())
                .isEqualTo(LETTERS);
        assertThat(letters(command).stream()
                        .collect(Collectors.groupingBy(
                                letter -> letter.path("state").asText() + letter.path("attempts"),
                                Collectors.counting())))
                .isEqualTo(Map.of("replayed1", (long) LETTERS, "parked2", (long) LETTERS));
        assertThat(mesh.indexed(SOURCE)).containsExactly(SOURCE + '-' + LETTERS);
    }

    private static void assertIsShown(MeshCommand command, JsonNode letter) {
        var shown = command.run("dead", "show", letter.path("id").asText());

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("document_parsing_exception", "logmesh-error-topic", "\"message\":NaN");
    }

    /** Once some of what it sends is committed, and before all of it is. */
    private static void killReplayInMid(IndexerMesh mesh, MeshCommand command) throws Exception {
        var replay = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "dead",
                        "replay",
                        "--source",
                        SOURCE,
                        "--connection",
                        command.connection().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var consumer = consumer(mesh)) {
            await().atMost(WITHIN)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> consumer.endOffsets(PARTITIONS).values().stream()
                                    .mapToLong(end -> end)
                                    .sum()
                            > LETTERS + 1);
        }
        replay.destroyForcibly().waitFor();
    }

    private List<JsonNode> letters(MeshCommand command) {
        var listed = command.run("dead", "list", "--service", "es-indexer", "--source", SOURCE, "--json");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        return listed.out().lines().map(this::json).toList();
    }

    private JsonNode replay(MeshCommand command, String... more) {
        var words = new String[more.length + 5];
        var always = new String[] {"dead", "replay", "--source", SOURCE, "--json"};
        System.arraycopy(always, 0, words, 0, always.length);
        System.arraycopy(more, 0, words, always.length, more.length);
        var ended = command.run(words);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return json(ended.out());
    }

    private JsonNode json(String line) {
        try {
            return mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each record was sent, by its id: what was not committed does not count. */
    private static Map<String, Integer> timesSent(IndexerMesh mesh) {
        var times = new TreeMap<String, Integer>();
        try (var consumer = consumer(mesh)) {
            consumer.assign(PARTITIONS);
            consumer.seekToBeginning(PARTITIONS);
            var ends = consumer.endOffsets(PARTITIONS);
            while (PARTITIONS.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                times.merge(RecordHeaders.text(record.headers(), HeaderNames.ID), 1, Integer::sum));
            }
        }
        return times;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(IndexerMesh mesh) {
        return new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", mesh.kafka(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
