package io.logmesh.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.status.MeshReader;
import io.logmesh.cli.status.MeshReading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private final StringWriter written = new StringWriter();

    @Test
    void writesALineForEachReadingWhereNoTerminalIs() {
        var view = new LiveView(new PrintWriter(written, true), false);

        view.begin(nothingRuns());
        view.show(nothingRuns(), Duration.ofSeconds(5));
        view.show(nothingRuns(), Duration.ofSeconds(10));

        assertThat(written.toString().lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("\u001b"))
                .first()
                .asString()
                .startsWith("up 5s: router 0/s lag ?,");
    }

    @Test
    void redrawsInPlaceOnATerminal() {
        var view = new LiveView(new PrintWriter(written, true), true);

        view.show(nothingRuns(), Duration.ofSeconds(1));
        var first = written.toString();
        view.show(nothingRuns(), Duration.ofSeconds(2));
        var second = written.toString().substring(first.length());

        assertThat(first).doesNotContain("\u001b[" + first.lines().count() + "A");
        assertThat(second).startsWith("\u001b[" + first.lines().count() + "A").contains("up 2s");
    }

    /** What is read where nobody answers. */
    private static MeshReading nothingRuns() {
        try (var reader = new MeshReader(Map.of(), LiveViewTest::noKafka, Duration.ofSeconds(5))) {
            return reader.read();
        }
    }

    private static KafkaConnection noKafka() {
        throw new IllegalStateException("no Kafka here");
    }
}
