package io.logmesh.contract.sources;

/** What is wrong with a file, and where; line and column count from 1, and are 0 where the whole file is meant. */
public record Problem(String file, int line, int column, String message) {

    /** {@code FILE:LINE:COLUMN: message}, as compilers write it and editors understand it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ':' + line + ':' + column + ": " + message;
    }
}
