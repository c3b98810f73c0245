package io.logmesh.cli.rules;

import io.logmesh.contract.sources.TestCase;
import java.util.List;

/**
 * What came of a test. It has passed where nothing failed.
 *
 * @param records how many the message holds
 */
record TestResult(TestCase test, int records, List<Failure> failures) {

    /**
     * One expectation that was not met.
     *
     * @param record which record of the message, from 0
     */
    record Failure(int record, Fate fate, String expected, String got) {}

    boolean passed() {
        return failures.isEmpty();
    }
}
