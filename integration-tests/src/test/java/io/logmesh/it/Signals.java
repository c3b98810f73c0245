package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Stops processes and lets them go on, as a machine does that is out of memory, or whose virtual machine moves. */
final class Signals {

    private Signals() {}

    /** SIGSTOP. */
    static void stop(long pid) throws IOException, InterruptedException {
        send("-STOP", pid);
    }

    /** SIGCONT. */
    static void goOn(long pid) throws IOException, InterruptedException {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", signal, Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill " + signal + ' ' + pid).isZero();
    }
}
