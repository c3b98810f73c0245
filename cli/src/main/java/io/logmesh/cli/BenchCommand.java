package io.logmesh.cli;

import io.logmesh.cli.console.Refusal;
import picocli.CommandLine.Command;

/** Stands in the list of commands for the launcher, which runs the benchmarks with a class path of their own. */
@Command(name = "bench", header = "Run a benchmark: [NAME] [--json].")
final class BenchCommand implements Runnable {

    @Override
    public void run() {
        throw new Refusal("the launcher script ./logmesh runs the benchmarks, in a checkout of the project");
    }
}
