package io.logmesh.router;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.routing.Outcome;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.contract.sources.Quota;
import io.logmesh.router.Destinations.Destination;
import io.logmesh.router.quota.Marker;
import io.logmesh.router.quota.Quotas;
import io.logmesh.router.quota.Verdict;
import io.logmesh.router.quota.Withheld;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes of routed records what is written: looks after quotas and topics, and sets the headers. One for each life of a
 * task. What one message becomes is first decided as a whole, which may fail, and then settled: a marker that was taken
 * out of the account must be written.
 */
final class Dispatch {

    /** Framing and the mesh's own headers take less. */
    private static final int ENVELOPE_BYTES = 1024;

    private final Destinations destinations;
    private final UsualDestinations usual;
    private final MeshHeaders meshHeaders = new MeshHeaders();
    private final Quotas quotas;
    private final RouterMeters meters;
    private final Withheld withheld = new Withheld();
    private final List<Decided> decided = new ArrayList<>();
    private final List<Record<byte[], Addressed>> ready = new ArrayList<>();

    /** What becomes of one record. */
    private record Decided(
            Outcome.Routed routed, Rules rules, ForeignHeaders foreign, Verdict verdict, Destination destination) {}

    Dispatch(Destinations destinations, Quotas quotas, RouterMeters meters) {
        this.destinations = destinations;
        this.usual = new UsualDestinations(destinations);
        this.quotas = quotas;
        this.meters = meters;
    }

    /** What is to be written, in this order. */
    List<Record<byte[], Addressed>> ready() {
        return ready;
    }

    /** Forgets what has been written, or what failed half-way. */
    void clear() {
        decided.clear();
        ready.clear();
    }

    /**
     * Decides what becomes of a routed record. Nothing is withheld, counted or ready to be written before {@link
     * #settle}; only its quota is used.
     *
     * @param now the wall clock, in milliseconds
     * @throws RecordTooLargeException where its topic does not take it
     */
    void decide(Outcome.Routed routed, Rules rules, ForeignHeaders foreign, long now) {
        var source = routed.source();
        var verdict = source.quota().isPresent() ? judge(routed, source.quota().get()) : Verdict.WITHIN;
        var destination =
                verdict == Verdict.PARKED ? destinations.parked(source, rules.sources()) : usual.of(source, rules, now);
        if (verdict == Verdict.PARKED && destination.refused().isPresent()) {
            verdict = Verdict.ARCHIVED;
        }
        requireRoom(routed, foreign, destination);
        decided.add(new Decided(routed, rules, foreign, verdict, destination));
    }

    private Verdict judge(Outcome.Routed routed, Quota quota) {
        return quotas.judge(routed.source().name(), quota, routed.id(), routed.ingestTs(), routed.value().length);
    }

    /**
     * Makes ready what was decided, and before each record the markers for which it is time.
     *
     * @param now the wall clock, in milliseconds
     */
    void settle(long now) {
        decided.forEach(one -> settle(one, now));
        decided.clear();
    }

    private void settle(Decided one, long now) {
        var routed = one.routed();
        var source = routed.source();
        if (source.quota().isPresent()) {
            withheld.turnedOver(source, routed.ingestTs()).forEach(marker -> add(marker, one.rules(), now));
        }
        ready.add(record(one, now));
        count(routed, one.destination());
        if (one.verdict().isOver()) {
            int bytes = routed.value().length;
            meters.overQuota(source.name(), one.verdict(), bytes);
            withheld.note(source, one.verdict(), routed.id(), routed.ingestTs(), bytes, now)
                    .forEach(marker -> add(marker, one.rules(), now));
        }
    }

    /** Makes ready the markers that have waited for long enough. */
    void addOverdueMarkers(Rules rules, long now) {
        withheld.overdue(now).forEach(marker -> add(marker, rules, now));
    }

    private void add(Marker marker, Rules rules, long now) {
        var destination = destinations.routed(marker.source(), rules.sources());
        var headers = meshHeaders.of(marker.id(), marker.source(), marker.ingestTs(), rules);
        RecordHeaders.add(headers, HeaderNames.MARKER, HeaderNames.MARKER_QUOTA);
        destination.refused().ifPresent(topic -> RecordHeaders.add(headers, HeaderNames.REFUSED_TOPIC, topic));
        var value = new Addressed(destination.topic(), marker.value());
        ready.add(new Record<>(marker.key(), value, now, headers));
        meters.marked(marker.source().name(), value.value().length);
    }

    /**
     * With the time of now for Kafka, which refuses timestamps that its topic's limits do not allow, and deletes by them.
     * The record's own time stands in its headers.
     */
    private Record<byte[], Addressed> record(Decided one, long now) {
        var routed = one.routed();
        var headers = meshHeaders.of(routed.id(), routed.source(), routed.ingestTs(), one.rules());
        one.foreign().all().forEach(headers::add);
        if (one.verdict().isOver()) {
            RecordHeaders.add(headers, HeaderNames.QUOTA, HeaderNames.QUOTA_OVER);
        }
        if (one.verdict() == Verdict.ARCHIVED) {
            RecordHeaders.add(headers, HeaderNames.INDEX, HeaderNames.INDEX_NO);
        }
        var destination = one.destination();
        destination.refused().ifPresent(topic -> RecordHeaders.add(headers, HeaderNames.REFUSED_TOPIC, topic));
        return new Record<>(routed.key(), new Addressed(destination.topic(), routed.value()), now, headers);
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
