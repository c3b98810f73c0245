package io.logmesh.cli.rules;

import io.logmesh.cli.rules.TestResult.Failure;
import io.logmesh.contract.Topics;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.Explainer;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.TestCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests of a {@code logmesh.yaml}, by the code that routes in the router. */
final class TestRunner {

    private final Sources sources;
    private final Explainer explainer = new Explainer();

    TestRunner(Sources sources) {
        this.sources = sources;
    }

    List<TestResult> run() {
        return sources.tests().stream().map(this::run).toList();
    }

    private TestResult run(TestCase test) {
        var raw = message(test);
        var fates = Fate.of(raw, sources, explainer).fates();
        var failures = new ArrayList<Failure>();
        for (int i = 0; i < fates.size(); i++) {
            int record = i;
            var fate = fates.get(i);
            new Expected(test.expect(), fate)
                    .check((expected, got) -> failures.add(new Failure(record, fate, expected, got)));
        }
        return new TestResult(test, fates.size(), failures);
    }

    /** It came just now; where it stands in Kafka decides nothing but its id. */
    private static RawRecord message(TestCase test) {
        return new RawRecord(
                test.topic().orElse(Topics.RAW), 0, 0, System.currentTimeMillis(), bytes(test), test::headers);
    }

    /** The message as it would stand in Kafka. */
    static byte[] bytes(TestCase test) {
        return test.given() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Text.toBytes(test.given());
    }
}
