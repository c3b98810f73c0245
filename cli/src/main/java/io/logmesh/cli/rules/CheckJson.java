package io.logmesh.cli.rules;

import io.logmesh.contract.sources.Problem;
import io.logmesh.contract.sources.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a file's tests for machines. */
final class CheckJson {

    private CheckJson() {}

    static String refused(Path file, List<Problem> problems) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file.toString());
        json.put("valid", false);
        json.put(
                "problems",
                problems.stream()
                        .map(problem -> Map.of(
                                "line", problem.line(), "column", problem.column(), "message", problem.message()))
                        .toList());
        return Text.pretty(json);
    }

    static String of(Path file, Sources sources, List<TestResult> results, double seconds) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file.toString());
        json.put("valid", true);
        json.put("rules", sources.hash());
        json.put("sources", sources.all().size());
        json.put("passed", results.stream().filter(TestResult::passed).count());
        json.put("failed", results.stream().filter(result -> !result.passed()).count());
        json.put("seconds", seconds);
        json.put("tests", results.stream().map(CheckJson::test).toList());
        return Text.pretty(json);
    }

    private static Map<String, Object> test(TestResult result) {
        var test = new LinkedHashMap<String, Object>();
        test.put("name", result.test().name().orElse(null));
        test.put("line", result.test().line());
        test.put("column", result.test().column());
        test.put("passed", result.passed());
        test.put("failures", result.failures().stream().map(CheckJson::failure).toList());
        return test;
    }

    private static Map<String, Object> failure(TestResult.Failure failure) {
        var json = new LinkedHashMap<String, Object>();
        json.put("record", failure.record());
        json.put("expected", failure.expected());
        json.put("got", failure.got());
        json.put("why", ExplanationJson.steps(failure.fate().why().get()));
        return json;
    }
}
