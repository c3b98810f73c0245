package io.logmesh.router;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.telemetry.RecordSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers that a collector gave its record. They are passed on, except for those that only the mesh may give: what
 * they say decides what becomes of the record. A replayed dead letter keeps its errors, which count its attempts.
 *
 * @param bytes at most what they take in a message
 */
record ForeignHeaders(List<Header> all, long bytes) {

    /** What a routed record's topic takes besides the value and the mesh's own headers, with room to spare. */
    static final long MAX_BYTES = 512 * 1024;

    private static final String OWN_PREFIX = "logmesh-";

    static final ForeignHeaders NONE = new ForeignHeaders(List.of(), 0);

    /** With the trace context of the router, in place of the collector's, if the record is traced. */
    ForeignHeaders tracedBy(RecordSpan span) {
        return span.header().map(this::with).orElse(this);
    }

    private ForeignHeaders with(Header trace) {
        var others = all.stream().filter(header -> !header.key().equals(trace.key()));
        return new ForeignHeaders(Stream.concat(others, Stream.of(trace)).toList(), bytes + RecordHeaders.size(trace));
    }

    /** Nothing where they are so large that with them no topic might take the record. */
    static Optional<ForeignHeaders> of(Headers headers) {
        if (!headers.iterator().hasNext()) {
            return Optional.of(NONE);
        }
        var all = new ArrayList<Header>();
        long bytes = 0;
        for (var header : headers) {
            if (!header.key().startsWith(OWN_PREFIX) || header.key().startsWith(HeaderNames.ERROR_PREFIX)) {
                all.add(header);
                bytes += RecordHeaders.size(header);
            }
        }
        return bytes <= MAX_BYTES ? Optional.of(new ForeignHeaders(all, bytes)) : Optional.empty();
    }
}
