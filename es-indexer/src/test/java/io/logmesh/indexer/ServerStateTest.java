package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerStateTest {

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final InstantSource source = () -> now;
    private final ServerState state = new ServerState("Elasticsearch", source.withZone(ZoneOffset.UTC));
    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(ServerState.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage().formatted(line.getParameters() == null ? new Object[0] : line.getParameters()));
        }

        @Override
        public void flush() {
            // keeps nothing back
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void isNotReadyBeforeTheServerWasReached() {
        assertThat(state.problem()).contains("not reached yet");
    }

    @Test
    void tellsTheProblemUntilTheServerWorksAgain() {
        state.fails("connection refused");
        assertThat(state.problem()).contains("connection refused");

        state.works();

        assertThat(state.problem()).isEmpty();
    }

    @Test
    void keepsAProblemThatIsNotTheOneMended() {
        state.fails("answers 401");

        state.mended("connection refused");
        assertThat(state.problem()).contains("answers 401");

        state.mended("answers 401");
        assertThat(state.problem()).isEmpty();
    }

    @Test
    void logsAProblemOnceAndThenEveryHalfMinute() {
        state.fails("connection refused");
        for (int second = 0; second < 65; second++) {
            now = now.plus(Duration.ofSeconds(1));
            state.fails("connection refused");
        }
        state.works();
        state.works();

        assertThat(lines)
                .containsExactly(
                        "connection refused (down for 0 s)",
                        "connection refused (down for 31 s)",
                        "connection refused (down for 62 s)",
                        "Elasticsearch works, after 65 s");
    }

    @Test
    void logsAnotherProblemAtOnce() {
        state.fails("connection refused");
        state.fails("answers 401");

        assertThat(lines).hasSize(2);
    }
}
