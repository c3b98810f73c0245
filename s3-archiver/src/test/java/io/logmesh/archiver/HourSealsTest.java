package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.archiver.archive.Metadata;
import io.logmesh.archiver.archive.Progress;
import io.logmesh.archiver.archive.SealableHours;
import io.logmesh.contract.sources.Sources;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class HourSealsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    /** Read to its end, without a record to wait for. */
    private static final List<Progress> AT_ITS_END = List.of(new Progress(5, new Metadata.Settled(-1), 5));

    private final List<String> looked = new ArrayList<>();

    @Test
    void oneTopicThatCannotBeSealedHoldsUpNoOther() throws InterruptedException {
        var seals = seals(topic -> switch (topic) {
            case "logs.enriched.a" -> throw new ExecutionException(new IllegalStateException("no such topic"));
            case "logs.enriched.b" -> throw new IllegalArgumentException("metadata of another version");
            case "logs.enriched.c" -> throw new NoClassDefFoundError("whatever");
            default -> AT_ITS_END;
        });
        seals.look(List.of("logs.enriched.a", "logs.enriched.b", "logs.enriched.c", "logs.enriched.web"));
        assertThat(looked).contains("logs/web/dt=2026-11-23/hour=08");
    }

    /** The manifests of a weekend without an archiver are written all the same, and none costs more than its turn. */
    @Test
    void hoursOfLongAgoComeInTheirTurn() throws InterruptedException {
        var seals = seals(_ -> AT_ITS_END);
        seals.look(Set.of("logs.enriched.web"));
        assertThat(looked).hasSize(24 + 2);
        looked.clear();
        var seen = new TreeSet<String>();
        for (int look = 1; look < 72; look++) {
            looked.clear();
            seals.look(Set.of("logs.enriched.web"));
            assertThat(looked).hasSizeLessThanOrEqualTo(24 + 2);
            seen.addAll(looked);
        }
        assertThat(seen).contains("logs/web/dt=2026-11-20/hour=18", "logs/web/dt=2026-11-16/hour=09");
    }

    @Test
    void aLookThatFailsIsTakenAgain() throws InterruptedException {
        var failing = new ArrayList<>(List.of("logs/web/dt=2026-11-22/hour=08"));
        var seals = new HourSeals(
                plans(),
                hours(),
                (_, folder) -> {
                    looked.add(folder);
                    if (failing.remove(folder)) {
                        throw new IOException("the store is busy");
                    }
                    return true;
                },
                _ -> AT_ITS_END,
                NOW::toEpochMilli);
        seals.look(Set.of("logs.enriched.web"));
        looked.clear();
        seals.look(Set.of("logs.enriched.web"));
        assertThat(looked).containsExactly("logs/web/dt=2026-11-22/hour=08", "logs/web/dt=2026-11-22/hour=07");
    }

    private HourSeals seals(HourSeals.Group group) {
        return new HourSeals(plans(), hours(), (_, folder) -> looked.add(folder), group, NOW::toEpochMilli);
    }

    private static SealableHours hours() {
        return new SealableHours(Duration.ofMinutes(15), Duration.ofDays(7));
    }

    private static ArchivePlans plans() {
        return new ArchivePlans(
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(ArchiverConfig.class)
                        .withDefaultValues(Map.of("logmesh.archiver.bucket", "b"))
                        .build()
                        .getConfigMapping(ArchiverConfig.class),
                Sources.none());
    }
}
