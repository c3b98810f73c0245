package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;

/** One format of lines. Not thread-safe; keeps no state from line to line. */
@FunctionalInterface
public interface LineFormat {

    /**
     * Whether {@code line} is in this format; if so, {@code out}, which is empty before, tells what it says. An event of
     * several lines is in the format of its first, and what follows belongs to the message.
     *
     * @param near when the line was collected, in milliseconds since the epoch: times without a year are next to it
     */
    boolean read(Slice line, long near, Findings out);
}
