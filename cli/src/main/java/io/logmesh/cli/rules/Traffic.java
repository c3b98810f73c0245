package io.logmesh.cli.rules;

import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;

/** What one source gets, and what of it goes on. */
final class Traffic {

    static final Traffic NONE = new Traffic();

    private long recordsIn;
    private long bytesIn;
    private long recordsOut;
    private long bytesOut;

    void add(Outcome outcome) {
        recordsIn++;
        switch (outcome) {
            case Dropped dropped -> bytesIn += dropped.bytes();
            case Routed routed -> {
                bytesIn += routed.value().length;
                recordsOut++;
                bytesOut += routed.value().length;
            }
        }
    }

    /** What matches it. */
    long recordsIn() {
        return recordsIn;
    }

    long bytesIn() {
        return bytesIn;
    }

    /** What of it is not dropped. */
    long recordsOut() {
        return recordsOut;
    }

    long bytesOut() {
        return bytesOut;
    }
}
