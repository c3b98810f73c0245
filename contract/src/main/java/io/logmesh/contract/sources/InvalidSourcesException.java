package io.logmesh.contract.sources;

import java.util.List;
import java.util.stream.Collectors;

/** A {@code logmesh.yaml} that is refused. The message has one line for each problem. */
public final class InvalidSourcesException extends Exception {

    private final transient List<Problem> problems;

    InvalidSourcesException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
