package io.logmesh.cli;

import io.logmesh.cli.console.Refusal;
import picocli.CommandLine.Command;

/** Stands in the list of commands for the launcher, which runs the tests before anything is built. */
@Command(name = "test", header = "Run every test, unit to topic-level, on real servers (options go to Maven).")
final class TestCommand implements Runnable {

    @Override
    public void run() {
        throw new Refusal("the launcher script ./logmesh runs the tests, in a checkout of the project");
    }
}
