package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.LiveSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesHealthTest {

    @TempDir
    Path folder;

    @Test
    void showsTheRulesInForce() {
        var rules = LiveSources.none();

        var health = new RulesHealth(rules).call();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData().orElseThrow())
                .containsEntry("hash", rules.get().hash())
                .containsKey("since")
                .doesNotContainKey("problem");
    }

    @Test
    void staysUpWithABrokenFileAndTellsWhatIsWrongWithIt() throws Exception {
        var file = Files.writeString(folder.resolve("logmesh.yaml"), "sources: {shop: {match: 'true'}}");
        var refusal = new Refusal(new CompletableFuture<>());
        try (var rules = LiveSources.open(file, refusal)) {
            var hash = rules.get().hash();
            rules.watch(Duration.ofMillis(10));
            Files.writeString(file, "sources:\n  Shop:\n    match: 'true'\n");
            var problem = refusal.told().get(30, TimeUnit.SECONDS);

            var health = new RulesHealth(rules).call();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getData().orElseThrow())
                    .containsEntry("problem", problem)
                    .containsEntry("hash", hash);
            assertThat(problem).contains("logmesh.yaml", "Shop");
        }
    }

    private record Refusal(CompletableFuture<String> told) implements LiveSources.Observer {

        @Override
        public void prepare(LiveSources.Rules next) {
            // nothing has to be there before
        }

        @Override
        public void changed(LiveSources.Rules rules) {
            // the first rules stay in force
        }

        @Override
        public void refused(String problem) {
            told.complete(problem);
        }
    }
}
