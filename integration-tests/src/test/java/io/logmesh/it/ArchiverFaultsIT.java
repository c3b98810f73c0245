package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.it.S3FaultProxy.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever S3 and the wire do: each record is archived once. */
@ExtendWith(SharedArchiverMesh.class)
@ResourceLock(Halves.ARCHIVER)
class ArchiverFaultsIT {

    private static final int RECORDS = 2_000;
    private static final int MIB = 1 << 20;
    private static ArchiverMesh mesh;
    private static ArchiverProcess archiver;

    @BeforeAll
    static void start(ArchiverMesh shared) throws Exception {
        mesh = shared;
        archiver = mesh.archiver("faults", Map.of());
        archiver.start();
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.terminate();
        archiver.close();
    }

    @AfterEach
    void pass() {
        mesh.proxy().pass();
    }

    private static Stream<Arguments> faults() {
        Predicate<S3Exchange> put = S3Exchange::isPut;
        Predicate<S3Exchange> secondPart = exchange -> exchange.isPart(2);
        Predicate<S3Exchange> completion = S3Exchange::isCompletion;
        return Stream.of(
                fault("error", put, exchange -> exchange.answer(500, "InternalError")),
                fault("slow-down", put, exchange -> exchange.answer(503, "SlowDown")),
                fault("reset", put, exchange -> exchange.resetAfter(20_000)),
                fault("time-out", put, S3Exchange::hang),
                fault("unheard", put, S3Exchange::loseAnswer),
                fault("part-error", secondPart, exchange -> exchange.answer(500, "InternalError")),
                fault("part-reset", secondPart, exchange -> exchange.resetAfter(MIB)),
                fault("part-unheard", secondPart, S3Exchange::loseAnswer),
                fault("completion-error", completion, exchange -> exchange.answer(503, "SlowDown")),
                fault("completion-unheard", completion, S3Exchange::loseAnswer));
    }

    private static Arguments fault(String name, Predicate<S3Exchange> concerns, Fault fault) {
        return Arguments.argumentSet(name, name, concerns, fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostOrDoubled(String name, Predicate<S3Exchange> concerns, Fault fault) throws Exception {
        boolean large = name.contains("-") && !name.equals("slow-down") && !name.equals("time-out");
        mesh.topics().makeTopic(name, large ? 1 : 2);
        mesh.proxy().spoil(concerns, fault);
        mesh.topics().send(name, large ? 240 : RECORDS, large ? 100_000 : 100);
        await().until(() -> mesh.proxy().spoiled() > (name.equals("time-out") ? 2 : 4));

        mesh.proxy().pass();

        mesh.assertArchivedOnce(name);
        assertThat(archiver.isAlive()).isTrue();
    }

    @Test
    void holdsWhatItMayHoldWhileS3IsDownAndGoesOn() throws Exception {
        mesh.topics().makeTopic("down", 2);
        double before = archiver.counted("logmesh_bytes_in_total", "");
        mesh.killS3();
        try {
            assertHoldsWhatItMay(before);
        } finally {
            mesh.startS3(); // others need it, too
        }

        mesh.assertArchivedOnce("down");
        await().until(() -> archiver.readiness() == 200);
    }

    private static void assertHoldsWhatItMay(double before) throws Exception {
        mesh.topics().send("down", 70_000, 1000);
        await().until(() -> archiver.readiness() == 503);
        await().until(() -> archiver.counted("logmesh_archive_uploads_total", "failed") > 0);
        await().during(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(archiver.counted("logmesh_bytes_in_total", "") - before)
                        .isBetween(20e6, 60e6));

        assertThat(archiver.liveness()).isEqualTo(200);
        assertThat(archiver.health())
                .contains("bucket 'logmesh' at " + mesh.proxy().address());
        assertThat(archiver.counted("logmesh_archive_held_bytes", "")).isLessThan(8 * MIB + 3 * 8 * MIB);
        assertThat(archiver.counted("logmesh_archive_spooled_bytes", "")).isBetween(1.0 * MIB, 32.0 * MIB);
        assertThat(archiver.counted("logmesh_archive_unflushed_age_seconds", ""))
                .isGreaterThan(5);
        assertThat(mesh.group().members()).as("it went on polling").isEqualTo(1);
    }
}
