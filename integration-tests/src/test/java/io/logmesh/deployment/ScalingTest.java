package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.deployment.ScaledDay.Away;
import io.logmesh.deployment.ScaledDay.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays a day of traffic through the files that ship: all numbers are read from them. The day is made up. Every pod is held up by its
 * own core here; {@link SinkBoundScalingTest} has it otherwise.
 */
class ScalingTest {

    static final Path KEDA = Path.of("components", "keda");
    private static final List<Integer> DAY = day();

    /** The archiver commits when an object is stored: {@code logmesh.archiver.rotate.every}. The others within a second. */
    private static final int ROTATION_SECONDS = 300;

    /** From ten o'clock on. */
    private static final Away OUTAGE = new Away(600, 630);

    static Stream<String> services() {
        return Stream.of("router", "enricher", "s3-archiver", "es-indexer");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aDayHasEnoughPodsAndNeverTooLate(String service) {
        var day = play(service, scaling(service));

        assertThat(day.minutes()).as("behind at the end of a minute").allSatisfy(minute -> assertThat(minute.waiting())
                .isLessThan(180));
        assertThat(day.longestShortage())
                .as("minutes in a row with fewer pods than the traffic needs")
                .isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("services")
    void aDayHasFewChanges(String service) {
        var day = play(service, scaling(service));

        assertThat(day.turns()).as("changes between more and fewer").isLessThanOrEqualTo(12);
        assertThat(day.shortestStay()).as("minutes from more pods to fewer").isGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("services")
    void aNightTakesPodsAway(String service) {
        var day = play(service, scaling(service));
        var quiet = day.minutes().getLast();

        assertThat(quiet.pods()).isLessThan(day.mostPods());
        assertThat(quiet.pods()).isLessThanOrEqualTo(Math.max(2, (int) Math.ceil(quiet.needed() / 0.7) + 1));
    }

    /** What the CPU trigger is for: with lag alone, pods that keep up look like too many. The indexer, which may have lag alone, waits longer. */
    @ParameterizedTest
    @ValueSource(strings = {"router", "enricher"})
    void lagAloneWouldFlap(String service) {
        var shipped = scaling(service);

        assertThat(play(service, shipped.withoutCpu()).turns())
                .isGreaterThan(2 * play(service, shipped).turns());
    }

    /** What the lag trigger is for: pods that stand still use no CPU, and the backlog behind that is long. */
    @ParameterizedTest
    @MethodSource("services")
    void anOutageIsCaughtUp(String service) {
        var shipped = scaling(service);
        int both = play(service, shipped, OUTAGE).caughtUpAfter(OUTAGE);

        assertThat(both).as("minutes after half an hour").isLessThan(10);
        assertThat(both)
                .isLessThan(play(service, shipped.withLagThreshold(0), OUTAGE).caughtUpAfter(OUTAGE));
    }

    /** What the archiver's high threshold is for: what it holds back until its object is stored is no backlog. */
    @Test
    void whatTheArchiverHoldsAsksForNoPods() {
        var shipped = scaling("s3-archiver");
        var halfAMinute = shipped.withLagThreshold(30L * rate("s3-archiver"));

        assertThat(play("s3-archiver", halfAMinute).podMinutes())
                .isGreaterThan(2 * play("s3-archiver", shipped).podMinutes());
    }

    @ParameterizedTest
    @MethodSource("services")
    void onlyTheNumberOfOnePodNeedsToBeMeasured(String service) {
        var rate = rate(service);
        var seconds = service.equals("s3-archiver") ? ROTATION_SECONDS : 0;

        assertThat(scaling(service).lagThreshold()).isGreaterThan((long) rate * seconds);
        assertThat(scaling(service).lagThreshold() % rate)
                .as("whole seconds of one pod's work")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("services")
    void lagAsksForNoMorePodsThanPartitions(String service) {
        var scaling = scaling(service);
        var autoscaler = new Autoscaler(scaling);

        assertThat(autoscaler.lagMetric(1_000 * scaling.lagThreshold(), 6)).isEqualTo(6 * scaling.lagThreshold());
    }

    /** The plain autoscaler knows no lag, and keeps up all the same. */
    @ParameterizedTest
    @MethodSource("services")
    void theDayPassesWithCpuAlone(String service) {
        var day = play(service, Scaling.ofHpa(file(Path.of("components", "hpa"), service)));

        assertThat(day.minutes())
                .allSatisfy(minute -> assertThat(minute.waiting()).isLessThan(240));
        assertThat(day.turns()).isLessThanOrEqualTo(12);
    }

    /** The same day for every service, at a scale of its own: the peak takes three quarters of all pods that it may have. */
    private static Course play(String service, Scaling scaling) {
        return play(service, scaling, Away.NEVER);
    }

    private static Course play(String service, Scaling scaling, Away away) {
        return play(service, scaling, away, Sink.FAST);
    }

    static Course play(String service, Scaling scaling, Away away, Sink sink) {
        int rate = rate(service);
        double peak = DAY.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double scale = scaling.max() * rate * 0.75 / peak;
        var traffic = DAY.stream().map(records -> (int) (records * scale)).toList();
        int commitSeconds = service.equals("s3-archiver") ? ROTATION_SECONDS : 1;
        return new ScaledDay(scaling, rate, scaling.max(), commitSeconds, away, sink).play(traffic);
    }

    static Scaling scaling(String service) {
        return Scaling.ofKeda(file(KEDA, service));
    }

    static int rate(String service) {
        return file(KEDA, service)
                .at("/metadata/annotations/logmesh.io~1records-per-second")
                .asInt();
    }

    static JsonNode file(Path folder, String service) {
        try {
            return Manifests.parse(
                            Files.readString(Manifests.FOLDER.resolve(folder).resolve(service + ".yaml")))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> day() {
        try (var lines =
                Files.lines(Path.of("src", "test", "resources", "io", "logmesh", "deployment", "traffic-day.csv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
