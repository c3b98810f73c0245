package io.logmesh.contract.enrichment;

import io.logmesh.contract.text.Slice;

/** The ids of traces and spans, as the libraries for tracing write them into log lines. */
final class TraceIds {

    private static final int MAX_LENGTH = 64;

    /** {@code 00-<32 hex digits>-<16 hex digits>-<flags>}, see W3C Trace Context. */
    private static final int TRACEPARENT_LENGTH = 55;

    private TraceIds() {}

    /** The id that a JSON value holds, a string or (from Datadog) a number, or null. Zeros mean that there is none. */
    static Slice ofJson(Slice value) {
        var id = value.isString() ? value.unquoted() : value;
        return isId(id) ? id : null;
    }

    /** The trace's id in the value of a {@code traceparent}, or null. */
    static Slice traceOfParent(Slice value) {
        return part(value, 3, 35);
    }

    /** The span's id in the value of a {@code traceparent}, or null. */
    static Slice spanOfParent(Slice value) {
        return part(value, 36, 52);
    }

    private static Slice part(Slice value, int from, int to) {
        if (!value.isString() || value.length() != TRACEPARENT_LENGTH + 2) {
            return null;
        }
        int start = value.from() + 1;
        var id = new Slice(value.bytes(), start + from, start + to);
        return isId(id) && !id.contains((byte) '-') ? id : null;
    }

    private static boolean isId(Slice id) {
        boolean allZeros = true;
        for (int i = id.from(); i < id.to(); i++) {
            byte b = id.bytes()[i];
            if (!isHexDigit(b) && b != '-') {
                return false;
            }
            allZeros &= b == '0' || b == '-';
        }
        return !allZeros && id.length() <= MAX_LENGTH;
    }

    private static boolean isHexDigit(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }
}
