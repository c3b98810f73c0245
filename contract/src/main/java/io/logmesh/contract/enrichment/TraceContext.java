package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonScanner;
import java.util.List;

/**
 * Finds the ids of trace and span under the names that libraries for tracing write them by. Not thread-safe.
 *
 * @param <N> the names that mean something where it looks
 */
final class TraceContext<N extends Enum<N>> {

    private static final List<TextField> NESTED_TRACE_IDS = TextField.of(TextField.Kind.TRACE_ID);
    private static final List<TextField> NESTED_SPAN_IDS = TextField.of(TextField.Kind.SPAN_ID);

    private final List<N> traceIds;
    private final List<N> spanIds;
    private final N traceparent;
    private final N datadog;
    private final JsonScanner scanner = new JsonScanner();
    private final Members<TextField> nested = new Members<>(TextField.class, TextField::text);

    /**
     * Looks for these.
     *
     * @param traceparent that of W3C
     * @param datadog Datadog's, where its libraries write an object
     */
    TraceContext(List<N> traceIds, List<N> spanIds, N traceparent, N datadog) {
        this.traceIds = traceIds;
        this.spanIds = spanIds;
        this.traceparent = traceparent;
        this.datadog = datadog;
    }

    /** Offers the event what these say, and takes an id that it makes use of out of them if {@code lifts} says so. */
    void offer(Members<N> members, boolean lifts, Event event) {
        var trace = offerTraceId(members, traceIds, event);
        var span = offerSpanId(members, spanIds, event);
        if (lifts && trace != null) {
            members.remove(trace);
        }
        if (lifts && span != null) {
            members.remove(span);
        }
        if (members.has(traceparent)) {
            event.offerTraceId(TraceIds.traceOfParent(members.value(traceparent)));
            event.offerSpanId(TraceIds.spanOfParent(members.value(traceparent)));
        }
        if (members.has(datadog)) {
            var object = members.value(datadog);
            if (scanner.reset(object.bytes(), object.from(), object.to()).beginObject()) {
                nested.read(scanner, object.bytes());
                offerTraceId(nested, NESTED_TRACE_IDS, event);
                offerSpanId(nested, NESTED_SPAN_IDS, event);
            }
        }
    }

    private static <F extends Enum<F>> F offerTraceId(Members<F> members, List<F> names, Event event) {
        for (var name : names) {
            if (members.has(name) && event.offerTraceId(TraceIds.ofJson(members.value(name)))) {
                return name;
            }
        }
        return null;
    }

    private static <F extends Enum<F>> F offerSpanId(Members<F> members, List<F> names, Event event) {
        for (var name : names) {
            if (members.has(name) && event.offerSpanId(TraceIds.ofJson(members.value(name)))) {
                return name;
            }
        }
        return null;
    }
}
