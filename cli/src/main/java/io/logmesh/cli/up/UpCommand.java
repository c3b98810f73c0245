package io.logmesh.cli.up;

import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Terminal;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Ports;
import io.logmesh.local.RunningMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole mesh on this machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        header = "Run the whole mesh on this machine: Kafka, Elasticsearch, S3, and the four services.",
        footer = {
            "",
            "Its data and logs stand in .logmesh/, and the next run goes on with them.",
            "Exit codes: 0 ended as asked, 1 something died, 2 refused before anything was started."
        })
public final class UpCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65535;

    @Spec
    private CommandSpec spec;

    @Option(names = "--fresh", description = "delete the data of former runs first")
    private boolean fresh;

    @Option(names = "--for", paramLabel = "DURATION", description = "end so long after it is ready, such as 60s or 5m")
    private Duration lifetime;

    @Option(names = "--no-demo", description = "do not collect the logs of the mesh's own processes")
    private boolean noDemo;

    @Option(names = "--sources", paramLabel = "FILE", description = "the logmesh.yaml (default: config/logmesh.yaml)")
    private Path sources;

    @Option(names = "--port-shift", paramLabel = "N", description = "add N to every port, to run beside other programs")
    private int portShift;

    @Override
    public Integer call() throws IOException {
        var options = options();
        if (!isPossible(options)) {
            return 2;
        }
        var out = spec.commandLine().getOut();
        var view = new LiveView(out, Terminal.showsOutput());
        try (var signal = new EndSignal(Thread.currentThread())) {
            var run = new MeshRun(options, signal, view, out, spec.commandLine().getErr());
            return signal.exitCode(run.run(Optional.ofNullable(lifetime), !noDemo));
        }
    }

    private MeshOptions options() {
        var project = MeshOptions.installationFolder();
        return MeshOptions.ofProject(project)
                .withFresh(fresh)
                .withPorts(ports())
                .withSourcesFile(sources == null ? project.resolve("config/logmesh.yaml") : sources.toAbsolutePath());
    }

    private Ports ports() {
        var highest = Ports.fixed(0).byName().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        if (portShift < 0 || highest + portShift > HIGHEST_PORT) {
            throw new Refusal("--port-shift must be from 0 to " + (HIGHEST_PORT - highest));
        }
        return Ports.fixed(portShift);
    }

    private boolean isPossible(MeshOptions options) throws IOException {
        if (RunningMesh.in(options.home()).isPresent() || RunningMesh.isStarting(options.home())) {
            throw new Refusal("a mesh runs or starts here already: look at it with ./logmesh status, or end it first");
        }
        var problems = Preflight.problems(options);
        problems.forEach(problem -> spec.commandLine().getErr().println("logmesh up: " + problem));
        return problems.isEmpty();
    }
}
