package io.logmesh.contract.sources;

import java.util.List;

/** An expression that does not parse, or that uses names or types which do not exist. */
final class InvalidExpressionException extends Exception {

    /** What is wrong, and at which character of the expression, counted in code points from 0. */
    record Fault(int offset, String message) {}

    private final transient List<Fault> faults;

    InvalidExpressionException(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
