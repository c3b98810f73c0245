package io.logmesh.archiver.archive;

import io.logmesh.archiver.archive.SimulatedMesh.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever happens between the steps of the protocol, each record ends in the store exactly once. */
class ExactlyOnceTest {

    /** Two ranges, without a fault. */
    private static final List<Step> GOOD_RUN = List.of(
            Step.READ,
            Step.READ,
            Step.ROTATE,
            Step.READ,
            Step.GRANT_COMMIT,
            Step.STORE,
            Step.GRANT_COMMIT,
            Step.READ,
            Step.ROTATE,
            Step.GRANT_COMMIT,
            Step.STORE,
            Step.GRANT_COMMIT,
            Step.ROTATE,
            Step.GRANT_COMMIT);

    private static final Set<Step> FAULTS =
            EnumSet.complementOf(EnumSet.of(Step.PRODUCE, Step.READ, Step.ROTATE, Step.GRANT_COMMIT, Step.STORE));

    @Property(tries = 3000)
    void anyStepsInAnyOrder(@ForAll @Size(max = 80) List<Step> steps) {
        run(steps);
    }

    @Test
    void everyTwoFaultsAtAnyTwoPlacesOfAGoodRun() {
        for (int at = 0; at <= GOOD_RUN.size(); at++) {
            for (int then = at; then <= GOOD_RUN.size(); then++) {
                everyTwoFaults(at, then);
            }
        }
    }

    /** The first intent, sent again with success, must not come back when the second range is done. */
    @Test
    void aCommitThatArrivesVeryLate() {
        var steps = new ArrayList<>(GOOD_RUN);
        steps.addAll(GOOD_RUN.indexOf(Step.GRANT_COMMIT), List.of(Step.DELAY_COMMIT, Step.ROTATE));
        steps.addAll(List.of(Step.DELIVER_DELAYED_COMMIT, Step.CRASH));
        steps.addAll(List.of(Step.READ, Step.READ, Step.STORE, Step.GRANT_COMMIT, Step.READ, Step.ROTATE));
        run(steps);
    }

    private static void everyTwoFaults(int at, int then) {
        for (var first : FAULTS) {
            for (var second : FAULTS) {
                var steps = new ArrayList<>(GOOD_RUN);
                steps.add(then, second);
                steps.add(at, first);
                run(steps);
            }
        }
    }

    private static void run(List<Step> steps) {
        var mesh = new SimulatedMesh();
        try {
            steps.forEach(mesh::take);
            mesh.settle();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("after " + steps, e);
        } finally {
            mesh.close();
        }
    }
}
