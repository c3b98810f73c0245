package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;

/** Logfmt, which may have a time and a level before it. */
final class HeadedLogfmt implements LineFormat {

    private final LineHead head = new LineHead();
    private final Logfmt logfmt = new Logfmt();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        head.read(line);
        var pairs = line.startingAt(head.messageStart());
        if (!logfmt.read(pairs, near, out)) {
            return false;
        }
        out.time(head.time());
        out.level(head.level());
        out.message(pairs);
        return true;
    }
}
