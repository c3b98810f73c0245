package io.logmesh.router;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.Destinations.Destination;
import io.logmesh.router.quota.Marker;
import io.logmesh.router.quota.Quotas;
import io.logmesh.router.quota.Verdict;
import io.logmesh.router.quota.Withheld;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** Makes of routed records what is written: looks after quotas and topics, and sets the headers. One for each task. */
final class Dispatch {

    /** Framing and the mesh's own headers take less. */
    private static final int ENVELOPE_BYTES = 1024;

    private final Destinations destinations;
    private final Quotas quotas;
    private final RouterMeters meters;
    private final Withheld withheld = new Withheld();
    private final List<Record<byte[], Addressed>> ready = new ArrayList<>();

    Dispatch(Destinations destinations, Quotas quotas, RouterMeters meters) {
        this.destinations = destinations;
        this.quotas = quotas;
        this.meters = meters;
    }

    /** What is to be written, in this order. Filled by the other methods, and emptied by whoever writes it. */
    List<Record<byte[], Addressed>> ready() {
        return ready;
    }

    /**
     * Adds a routed record, and before it the markers for which it is time.
     *
     * @param timestamp of its raw record, in milliseconds since the epoch
     * @param now the wall clock, in milliseconds
     * @throws RecordTooLargeException where its topic does not take it
     */
    void add(Outcome.Routed routed, Rules rules, long timestamp, ForeignHeaders foreign, long now) {
        var source = routed.source();
        var verdict = Verdict.WITHIN;
        if (source.quota().isPresent()) {
            withheld.turnedOver(source, routed.ingestTs()).forEach(marker -> add(marker, rules));
            verdict = quotas.judge(
                    source.name(), source.quota().get(), routed.id(), routed.ingestTs(), routed.value().length);
        }
        var destination = verdict == Verdict.PARKED
                ? destinations.parked(source, rules.sources())
                : destinations.routed(source, rules.sources());
        if (verdict == Verdict.PARKED && destination.refused().isPresent()) {
            verdict = Verdict.ARCHIVED;
        }
        requireRoom(routed, foreign, destination);
        ready.add(record(routed, rules, timestamp, foreign, verdict, destination));
        count(routed, destination);
        if (verdict.isOver()) {
            int bytes = routed.value().length;
            meters.overQuota(source.name(), verdict, bytes);
            withheld.note(source, verdict, routed.id(), routed.ingestTs(), bytes, now)
                    .forEach(marker -> add(marker, rules));
        }
    }

    /** Adds the markers that have waited for long enough. */
    void addOverdueMarkers(Rules rules, long now) {
        withheld.overdue(now).forEach(marker -> add(marker, rules));
    }

    private void add(Marker marker, Rules rules) {
        var destination = destinations.routed(marker.source(), rules.sources());
        var headers = headers(marker.id(), marker.source().name(), marker.ingestTs(), rules);
        RecordHeaders.add(headers, HeaderNames.MARKER, HeaderNames.MARKER_QUOTA);
        destination.refused().ifPresent(topic -> RecordHeaders.add(headers, HeaderNames.REFUSED_TOPIC, topic));
        var value = new Addressed(destination.topic(), marker.value());
        ready.add(new Record<>(marker.key(), value, Math.max(0, marker.ingestTs()), headers));
        meters.marked(marker.source().name(), value.value().length);
    }

    private static Record<byte[], Addressed> record(
            Outcome.Routed routed,
            Rules rules,
            long timestamp,
            ForeignHeaders foreign,
            Verdict verdict,
            Destination destination) {
        var headers = headers(routed.id(), routed.source().name(), routed.ingestTs(), rules);
        foreign.all().forEach(headers::add);
        if (verdict.isOver()) {
            RecordHeaders.add(headers, HeaderNames.QUOTA, HeaderNames.QUOTA_OVER);
        }
        if (verdict == Verdict.ARCHIVED) {
            RecordHeaders.add(headers, HeaderNames.INDEX, HeaderNames.INDEX_NO);
        }
        destination.refused().ifPresent(topic -> RecordHeaders.add(headers, HeaderNames.REFUSED_TOPIC, topic));
        return new Record<>(routed.key(), new Addressed(destination.topic(), routed.value()), timestamp, headers);
    }

    private static Headers headers(String id, String source, long ingestTs, Rules rules) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(headers, HeaderNames.ID, id);
        RecordHeaders.add(headers, HeaderNames.SOURCE, source);
        RecordHeaders.add(headers, HeaderNames.INGEST_TS, Long.toString(ingestTs));
        RecordHeaders.add(headers, HeaderNames.RULES, rules.hash());
        return headers;
    }

    /** A message that the broker refuses would stop the partition for good. */
    private static void requireRoom(Outcome.Routed routed, ForeignHeaders foreign, Destination destination) {
        long bytes = routed.key().length + (long) routed.value().length + foreign.bytes() + ENVELOPE_BYTES;
        if (bytes > destination.maxMessageBytes()) {
            throw new RecordTooLargeException(bytes, destination.topic(), destination.maxMessageBytes());
        }
    }

    private void count(Outcome.Routed routed, Destination destination) {
        var source = routed.source().name();
        meters.routed(source, routed.value().length);
        if (destination.refused().isPresent()) {
            meters.diverted(source);
        }
    }
}
