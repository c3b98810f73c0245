package io.logmesh.cli.status;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.local.Stage;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows once what the panel of {@code up} shows all the time, of any mesh. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show each stage's rate, total and lag once.",
        description = "Totals and latency are of the time since each service's start; the rate is of now.",
        footer = {"", "Exit codes: 0 all is up and ready, 1 it is not, 2 refused."})
public final class StatusCommand implements Callable<Integer> {

    /** A rate takes two readings; so far apart that a busy stage shows one. */
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(2);

    private static final Duration LAG_WITHIN = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Option(
            names = "--service",
            paramLabel = "NAME=URL",
            description =
                    "where a service's HTTP interface is, such as router=http://router:8081; may be repeated; the enricher of the lane slow is enricher-slow")
    private Map<String, URI> given = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        var mesh = connection.resolve();
        var services = services(given.isEmpty() ? mesh.services() : given);
        if (services.isEmpty()) {
            return showNone(mesh.absence() + ", or name its services with --service NAME=URL");
        }
        try (var reader = new MeshReader(services, mesh::kafka, LAG_WITHIN)) {
            var earlier = reader.read().withoutLatency(); // few documents arrive between the two
            Thread.sleep(BETWEEN_READINGS);
            return show(reader.read(), earlier);
        }
    }

    private int showNone(String reason) {
        if (json) {
            spec.commandLine().getOut().println(StatusJson.ofNone(reason));
        }
        spec.commandLine().getErr().println("logmesh status: " + reason);
        return 1;
    }

    private int show(MeshReading now, MeshReading earlier) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusJson.of(now, earlier));
        } else {
            Panel.table(now, earlier).forEach(out::println);
        }
        return now.isReady() ? 0 : 1;
    }

    private Map<Stage, URI> services(Map<String, URI> byName) {
        var services = new HashMap<Stage, URI>();
        byName.forEach((name, uri) -> services.put(stage(name), uri));
        return services;
    }

    private Stage stage(String name) {
        return Stage.named(name)
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "'" + name + "' is no service of the mesh"));
    }
}
