package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;

/** A JSON object, over several lines, too. Whether it is a valid one, whoever reads it finds out. */
final class JsonLine implements LineFormat {

    @Override
    public boolean read(Slice line, long near, Findings out) {
        boolean braces = line.length() >= 2 && line.bytes()[line.from()] == '{' && line.bytes()[line.to() - 1] == '}';
        if (braces) {
            out.object(line);
        }
        return braces;
    }
}
