package io.logmesh.cli.rules;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Schema;
import io.logmesh.contract.sources.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Validate a logmesh.yaml as the services do, and run its tests.",
        description =
                "What is wrong is printed as FILE:LINE:COLUMN: message. Tests are decided by the code of router and enricher.",
        footer = {"", "Exit codes: 0 all is good, 1 a test failed, 2 the file is refused."})
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "${env:LOGMESH_SOURCES_FILE}",
            description =
                    "the logmesh.yaml; without it, this folder's, else the local mesh's, else config/logmesh.yaml."
                            + " Environment: LOGMESH_SOURCES_FILE")
    private Path file;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Option(names = "--schema", description = "print the JSON Schema of the file instead, for editors")
    private boolean schema;

    @Override
    public Integer call() {
        if (schema) {
            print(Schema.text());
            return 0;
        }
        var path = RulesFile.find(Optional.ofNullable(file), new ConnectionOptions().resolve());
        long start = System.nanoTime();
        try {
            var sources = Sources.load(path);
            var results = new TestRunner(sources).run();
            double seconds = (System.nanoTime() - start) / 1e9;
            report(path, sources, results, seconds);
            return results.stream().allMatch(TestResult::passed) ? 0 : 1;
        } catch (InvalidSourcesException e) {
            RulesFile.say(e, spec.commandLine().getErr());
            if (json) {
                print(CheckJson.refused(path, e.problems()));
            }
            return 2;
        }
    }

    private void report(Path path, Sources sources, List<TestResult> results, double seconds) {
        if (json) {
            print(CheckJson.of(path, sources, results, seconds));
        } else {
            new CheckPrinter(spec.commandLine().getOut(), Marks.forOutput(), path).print(sources, results, seconds);
        }
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text.strip());
        spec.commandLine().getOut().flush();
    }
}
