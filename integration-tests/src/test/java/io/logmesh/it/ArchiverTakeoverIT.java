package io.logmesh.it;

import static org.awaitility.Awaitility.await;

import io.logmesh.contract.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is killed, stopped or relieved between two steps of the protocol: each record is archived once. */
@ExtendWith(SharedArchiverMesh.class)
@ResourceLock(Halves.ARCHIVER)
class ArchiverTakeoverIT {

    /** Where in the protocol a range stands. */
    enum Moment {
        /** Its records are received, and its end is not chosen. */
        OPEN,
        /** The commit of its intent is sent, and not answered. */
        DECLARING,
        /** The group holds its intent; the upload is sent, and the store has nothing. */
        STORING,
        /** The store has all parts of its object; what makes an object of them is sent, and has not come. */
        COMPLETING,
        /** The store has the object, and its answer is on the way. */
        STORED,
        /** The commit behind it is sent, and not answered. */
        SETTLING
    }

    private static final int RECORDS = 500;

    /** Of 100 kB: an object of several parts. */
    private static final int LARGE_RECORDS = 200;

    private static final Map<String, ArchiverProcess> ARCHIVERS = new TreeMap<>();
    private static ArchiverMesh mesh;

    private Gate gate = new Gate();
    private ArchiverProcess owner;

    @BeforeAll
    static void start(ArchiverMesh shared) throws Exception {
        mesh = shared;
        for (var name : List.of("first", "second")) {
            var archiver = mesh.archiver(name, Map.of());
            ARCHIVERS.put(name, archiver);
            archiver.launch();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (var archiver : ARCHIVERS.values()) {
            archiver.terminate();
            archiver.close();
        }
    }

    @BeforeEach
    void bothAreThere() throws Exception {
        for (var archiver : ARCHIVERS.values()) {
            archiver.launchAgain();
        }
        await().until(() -> mesh.group().members() == 2);
    }

    @AfterEach
    void pass() {
        gate.open();
        mesh.proxy().pass();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledIsSucceeded(Moment moment) throws Exception {
        var source = "killed-" + moment.name().toLowerCase(Locale.ROOT);
        stopAt(moment, source);

        owner.kill();

        mesh.assertArchivedOnce(source);
    }

    /** What a stopped one still does when it goes on, it does as somebody whom the group has expelled. */
    @ParameterizedTest
    @EnumSource
    void aZombieDoesNoHarm(Moment moment) throws Exception {
        var source = "frozen-" + moment.name().toLowerCase(Locale.ROOT);
        stopAt(moment, source);
        mesh.assertArchivedOnce(source);

        gate.open();
        owner.thaw();
        await("the zombie is back").until(() -> mesh.group().members() == 2);
        mesh.topics().send(source, RECORDS, 100);

        mesh.assertArchivedOnce(source);
    }

    /** A redo is a range like any other: its declaration stands until somebody has settled it. */
    @Test
    void whoIsKilledInARedoIsSucceeded() throws Exception {
        var source = "killed-twice";
        mesh.topics().makeTopic(source, 2);
        await().until(() -> mesh.group().owners(source).size() == 2);
        var first = mesh.group().owners(source).getFirst();
        var successor = ARCHIVERS.get(first.equals("first") ? "second" : "first");
        double received = successor.counted("logmesh_records_in_total", "");
        mesh.proxy().spoil(ofFirstPartition(source), this::holdRequest);
        mesh.topics().send(source, RECORDS, 100);
        await().until(() -> gate.arrived() > 0);

        ARCHIVERS.get(first).kill();
        int held = gate.arrived();
        await("the range is read again")
                .until(() -> successor.counted("logmesh_records_in_total", "") >= received + RECORDS);
        await("its redo is sent").until(() -> gate.arrived() > held);
        successor.kill();
        mesh.proxy().pass();
        bothAreThere();

        mesh.assertArchivedOnce(source);
    }

    @Test
    void aRebalanceInMidUploadDoesNoHarm() throws Exception {
        var leaver = ARCHIVERS.get("second");
        leaver.terminate();
        mesh.topics().makeTopic("moved", 6);
        mesh.proxy().spoil(S3Exchange::isPut, this::holdRequest);
        mesh.topics().send("moved", RECORDS, 100);
        await().until(() -> mesh.group().intents("moved") == 6 && gate.arrived() > 0);

        leaver.start();
        await("the newcomer redoes some").until(() -> leaver.counted("logmesh_records_in_total", "") > 0);
        mesh.topics().send("moved", RECORDS, 100);
        gate.open();
        mesh.assertArchivedOnce("moved");

        gate = new Gate();
        mesh.topics().send("moved", RECORDS, 100);
        await().until(() -> mesh.group().intents("moved") == 6);
        mesh.proxy().pass();
        var leaving = leaver.terminateSoon();
        gate.open();
        leaving.join();
        mesh.assertArchivedOnce("moved");
    }

    /** Stops (SIGSTOP) whoever archives a new source, when it stands there, and lets all others go on. */
    private void stopAt(Moment moment, String source) throws Exception {
        int partitions = moment == Moment.COMPLETING ? 1 : 2;
        mesh.topics().makeTopic(source, partitions);
        await().until(() -> mesh.group().owners(source).size() == partitions);
        owner = ARCHIVERS.get(mesh.group().owners(source).getFirst());
        reach(moment, source);
        owner.freeze();
        mesh.proxy().pass();
        mesh.thawKafka();
        assertHeld(moment, source);
    }

    private void reach(Moment moment, String source) throws Exception {
        double received = owner.counted("logmesh_records_in_total", "");
        switch (moment) {
            case STORING -> mesh.proxy().spoil(ofFirstPartition(source), this::holdRequest);
            case COMPLETING -> mesh.proxy().spoil(S3Exchange::isCompletion, this::holdRequest);
            case STORED, SETTLING -> mesh.proxy().spoil(ofFirstPartition(source), put -> put.passAndHoldAnswer(gate));
            case OPEN, DECLARING -> {}
        }
        boolean large = moment == Moment.COMPLETING;
        mesh.topics().send(source, large ? LARGE_RECORDS : RECORDS, large ? 100_000 : 100);
        int expected = large ? LARGE_RECORDS : RECORDS / 2;
        await().until(() -> owner.counted("logmesh_records_in_total", "") >= received + expected);
        switch (moment) {
            case OPEN -> {}
            case DECLARING -> {
                mesh.freezeKafka();
                double closed = owner.counted("logmesh_archive_rotations_total", "");
                await().until(() -> owner.counted("logmesh_archive_rotations_total", "") > closed);
            }
            case STORING, COMPLETING, STORED -> await().until(() -> gate.arrived() == 1);
            case SETTLING -> {
                await().until(() -> gate.arrived() == 1);
                mesh.freezeKafka();
                double stored = owner.counted("logmesh_archive_uploads_total", "written");
                gate.open();
                await().until(() -> owner.counted("logmesh_archive_uploads_total", "written") > stored);
            }
        }
    }

    private static Predicate<S3Exchange> ofFirstPartition(String source) {
        return exchange -> exchange.isPut() && exchange.target().contains(Topics.enriched(source) + "-0-");
    }

    /** That the moment was the one that is meant, as far as the first partition goes. */
    private static void assertHeld(Moment moment, String source) {
        boolean expected =
                switch (moment) {
                    case OPEN, SETTLING -> false;
                    case DECLARING, STORING, COMPLETING, STORED -> true;
                };
        await(moment.name()).until(() -> mesh.group().holdsIntent(source, 0) == expected);
    }

    private void holdRequest(S3Exchange exchange) throws IOException, InterruptedException {
        gate.await();
        exchange.pass();
    }
}
